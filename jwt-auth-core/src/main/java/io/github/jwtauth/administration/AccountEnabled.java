package io.github.jwtauth.administration;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * An administrator opened an account again.
 *
 * @param at when
 * @param accountId whose
 */
public record AccountEnabled(Instant at, AccountId accountId) implements AuditedEvent {

	public AccountEnabled {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.ACCOUNT_ENABLED);
	}

}
