package io.github.jwtauth.registration;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * Somebody registered with an address that is in use. Its owner was told, the caller was
 * not.
 *
 * @param at when
 * @param accountId whose address it is
 */
public record RegistrationRepeated(Instant at, AccountId accountId) implements AuditedEvent {

	public RegistrationRepeated {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.REGISTRATION_REPEATED);
	}

}
