package io.github.jwtauth.audit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a verification has found.
 *
 * @param at when it was made
 * @param verified how many records of the chain were compared
 * @param unsealed how many records are not in the chain yet
 * @param findings what is wrong, the first {@value AuditVerification#MOST_FINDINGS}
 */
public record AuditReport(Instant at, long verified, long unsealed, List<AuditFinding> findings) {

	public AuditReport {
		Objects.requireNonNull(at, "at");
		findings = List.copyOf(findings);
	}

	/**
	 * Whether everything is as it was written.
	 * @return whether there are no findings
	 */
	public boolean isIntact() {
		return this.findings.isEmpty();
	}

}
