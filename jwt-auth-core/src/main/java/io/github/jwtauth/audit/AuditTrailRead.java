package io.github.jwtauth.audit;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * An administrator looked at the audit trail.
 *
 * @param at when
 * @param accountId whose records were asked for, or {@code null} for everybody's
 */
public record AuditTrailRead(Instant at, @Nullable AccountId accountId) implements AuditedEvent {

	public AuditTrailRead {
		Objects.requireNonNull(at, "at");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.ADMINISTRATOR_LOOKED).with("what", "audit_trail");
	}

}
