package io.github.jwtauth.audit;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * An administrator looked at the audit trail, or had it verified.
 *
 * @param at when
 * @param accountId whose records were asked for, or {@code null} for everybody's
 * @param what {@code audit_trail} or {@code audit_verification}
 */
public record AuditTrailRead(Instant at, @Nullable AccountId accountId, String what) implements AuditedEvent {

	public AuditTrailRead {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(what, "what");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.ADMINISTRATOR_LOOKED).with("what", this.what);
	}

}
