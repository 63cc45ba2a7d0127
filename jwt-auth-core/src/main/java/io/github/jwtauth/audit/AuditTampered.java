package io.github.jwtauth.audit;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has changed the audit trail. Published once for what a verification finds
 * first, not each time that it is found again.
 *
 * @param at when it was found
 * @param first what was found first
 * @param findings how many there are; only the first ones are counted
 */
public record AuditTampered(Instant at, AuditFinding first, int findings) implements AuditedEvent {

	public AuditTampered {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(first, "first");
	}

	@Override
	public @Nullable AccountId accountId() {
		return null;
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.failure(AuditEventType.AUDIT_TAMPERED)
			.because(this.first.kind().code())
			.with("position", this.first.position())
			.with("event_id", String.valueOf(this.first.eventId()))
			.with("findings", this.findings);
	}

}
