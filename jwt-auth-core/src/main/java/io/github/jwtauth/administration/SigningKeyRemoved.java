package io.github.jwtauth.administration;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;
import org.jspecify.annotations.Nullable;

/**
 * An administrator removed a key: what it has signed is void.
 *
 * @param at when
 * @param kid which key
 */
public record SigningKeyRemoved(Instant at, String kid) implements AuditedEvent {

	public SigningKeyRemoved {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(kid, "kid");
	}

	/** Nobody's account. */
	@Override
	public @Nullable AccountId accountId() {
		return null;
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.SIGNING_KEY_REMOVED).with("kid", this.kid);
	}

}
