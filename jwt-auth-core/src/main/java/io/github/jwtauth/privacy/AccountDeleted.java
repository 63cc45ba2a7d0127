package io.github.jwtauth.privacy;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * An account is gone, and everything that was known of its owner. The id leads to nobody
 * any more.
 *
 * @param at when
 * @param accountId what tokens called it
 */
public record AccountDeleted(Instant at, AccountId accountId) implements AuditedEvent {

	public AccountDeleted {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.ACCOUNT_DELETED);
	}

}
