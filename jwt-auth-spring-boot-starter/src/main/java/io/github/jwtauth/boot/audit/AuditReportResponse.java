package io.github.jwtauth.boot.audit;

import java.util.List;

import io.github.jwtauth.audit.AuditFinding;
import io.github.jwtauth.audit.AuditReport;
import org.jspecify.annotations.Nullable;

/**
 * What a verification has found.
 *
 * @param intact whether nobody has changed anything
 * @param verified how many records of the chain were compared
 * @param unsealed how many records are not in the chain yet
 * @param findings what is wrong
 */
record AuditReportResponse(boolean intact, long verified, long unsealed, List<Finding> findings) {

	AuditReportResponse {
		findings = List.copyOf(findings);
	}

	static AuditReportResponse of(AuditReport report) {
		return new AuditReportResponse(report.isIntact(), report.verified(), report.unsealed(),
				report.findings().stream().map(Finding::of).toList());
	}

	/**
	 * One thing that is wrong.
	 *
	 * @param kind what
	 * @param position where in the chain; 0 when that is not known
	 * @param eventId which record, or {@code null} when it is gone
	 * @param at when it happened, or {@code null} when nobody can tell
	 */
	record Finding(String kind, long position, @Nullable String eventId, @Nullable String at) {

		static Finding of(AuditFinding finding) {
			return new Finding(finding.kind().code(), finding.position(),
					(finding.eventId() != null) ? finding.eventId().toString() : null,
					(finding.at() != null) ? finding.at().toString() : null);
		}

	}

}
