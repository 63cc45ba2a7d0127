package io.github.jwtauth.mfa;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * The seed of an account cannot be opened: it was altered, moved from another account, or
 * its secret is gone. No code is accepted until it is set up again.
 *
 * @param at when that was seen
 * @param accountId whose
 */
public record FactorUnreadable(Instant at, AccountId accountId) implements AuditedEvent {

	@Override
	public AuditEntry audit() {
		return AuditEntry.failure(AuditEventType.MFA_UNREADABLE);
	}

}
