package io.github.jwtauth.registration;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Somebody may not have an account.
 *
 * @param at when
 * @param code what the policy says
 */
public record RegistrationRefused(Instant at, String code) implements AuditedEvent {

	public RegistrationRefused {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(code, "code");
	}

	@Override
	public @Nullable AccountId accountId() {
		return null;
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.failure(AuditEventType.REGISTRATION_REFUSED).because(this.code);
	}

}
