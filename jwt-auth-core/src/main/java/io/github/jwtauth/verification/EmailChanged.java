package io.github.jwtauth.verification;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * An account has another address, which its owner has proven.
 *
 * @param at when
 * @param accountId whose
 */
public record EmailChanged(Instant at, AccountId accountId) implements AuditedEvent {

	public EmailChanged {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.EMAIL_CHANGED);
	}

}
