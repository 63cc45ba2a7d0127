package io.github.jwtauth.administration;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * The setup token made somebody the first administrator.
 *
 * @param at when
 * @param accountId whose
 */
public record FirstAdministratorMade(Instant at, AccountId accountId) implements AuditedEvent {

	public FirstAdministratorMade {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.FIRST_ADMINISTRATOR_MADE);
	}

}
