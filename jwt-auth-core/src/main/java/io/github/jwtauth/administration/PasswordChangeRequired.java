package io.github.jwtauth.administration;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * An administrator demands a new password. The sessions of the account have ended.
 *
 * @param at when
 * @param accountId whose
 */
public record PasswordChangeRequired(Instant at, AccountId accountId) implements AuditedEvent {

	public PasswordChangeRequired {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.PASSWORD_CHANGE_REQUIRED);
	}

}
