package io.github.jwtauth.account;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * An owner has proven an address.
 *
 * @param at when
 * @param accountId whose
 */
public record EmailVerified(Instant at, AccountId accountId) implements AuditedEvent {

	public EmailVerified {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.EMAIL_VERIFIED);
	}

}
