package io.github.jwtauth.verification;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * An owner wants another address, which is still to be proven.
 *
 * @param at when
 * @param accountId whose
 */
public record EmailChangeRequested(Instant at, AccountId accountId) implements AuditedEvent {

	public EmailChangeRequested {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.EMAIL_CHANGE_REQUESTED);
	}

}
