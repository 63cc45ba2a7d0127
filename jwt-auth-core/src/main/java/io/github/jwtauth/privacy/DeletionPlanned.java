package io.github.jwtauth.privacy;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * An owner wants the account deleted. A login before the time is up calls it off.
 *
 * @param at when
 * @param accountId whose
 * @param dueAt when the account goes
 */
public record DeletionPlanned(Instant at, AccountId accountId, Instant dueAt) implements AuditedEvent {

	public DeletionPlanned {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
		Objects.requireNonNull(dueAt, "dueAt");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.DELETION_PLANNED).with("due_at", this.dueAt);
	}

}
