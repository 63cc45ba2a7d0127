package io.github.jwtauth.boot.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.jwtauth.audit.AuditBacklog;
import io.github.jwtauth.audit.AuditChain;
import io.github.jwtauth.audit.AuditReport;
import io.github.jwtauth.audit.AuditSettings;
import io.github.jwtauth.audit.AuditVerification;
import io.github.jwtauth.audit.ChainState;
import io.github.jwtauth.boot.http.DoctorSection;
import org.jspecify.annotations.Nullable;

/**
 * What the doctor says of the audit trail.
 */
final class AuditDoctor implements DoctorSection {

	/** A sealer that runs needs two seconds. */
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

	private final AuditSettings settings;

	private final AuditBuffer buffer;

	private final @Nullable Chained chained;

	private final @Nullable AuditBacklog backlog;

	/**
	 * Makes the section.
	 * @param settings what is kept
	 * @param buffer what nobody waits for
	 * @param chained the chain, or {@code null} where the trail is kept elsewhere
	 * @param clock the present
	 */
	AuditDoctor(AuditSettings settings, AuditBuffer buffer, @Nullable Chained chained, Clock clock) {
		this.settings = settings;
		this.buffer = buffer;
		this.chained = chained;
		this.backlog = (chained != null) ? new AuditBacklog(chained.chain(), clock) : null;
	}

	@Override
	public String name() {
		return "audit";
	}

	@Override
	public Map<String, Object> facts() {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("enabled", true);
		facts.put("retention", this.settings.retention().toString());
		facts.put("persist_refreshes", this.settings.persistRefreshes());
		facts.put("waiting", this.buffer.waiting());
		facts.put("spilled_to_the_log", this.buffer.spilled());
		facts.put("chained", this.chained != null);
		if (this.chained != null) {
			facts.put("unsealed_seconds", unsealed().toSeconds());
			facts.put("head_position", this.chained.chain().find().map(ChainState::headPosition).orElse(0L));
			this.chained.verification().last().ifPresent((report) -> {
				facts.put("verified_at", report.at().toString());
				facts.put("intact", report.isIntact());
			});
		}
		return facts;
	}

	@Override
	public List<String> warnings() {
		List<String> warnings = new ArrayList<>();
		if (this.buffer.spilled() > 0) {
			warnings.add("The store did not take some audit records; they are in the log " + AuditBuffer.SPILL
					+ ". Look for the reason in the log, and keep that log.");
		}
		if (this.chained != null) {
			if (unsealed().compareTo(LONGEST_WAIT) > 0) {
				warnings.add("Audit records are waiting to be sealed. Does a node run with "
						+ "jwtauth.housekeeping.enabled=true, and is the chain intact?");
			}
			Optional<AuditReport> last = this.chained.verification().last().filter((report) -> !report.isIntact());
			last.ifPresent((report) -> warnings
				.add("Somebody has changed the audit trail, or a secret of it is missing: " + report.findings()));
		}
		return warnings;
	}

	private Duration unsealed() {
		return (this.backlog != null) ? this.backlog.longestWait().orElse(Duration.ZERO) : Duration.ZERO;
	}

	/**
	 * The built-in store.
	 *
	 * @param chain over its records
	 * @param verification what was found
	 */
	record Chained(AuditChain chain, AuditVerification verification) {

	}

}
