package io.github.jwtauth.administration;

import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * An administrator gave or took roles. Access tokens with the old ones are void.
 *
 * @param at when
 * @param accountId whose
 * @param added roles that the account did not have
 * @param removed roles that it has no longer
 */
public record RolesChanged(Instant at, AccountId accountId, SortedSet<String> added,
		SortedSet<String> removed) implements AuditedEvent {

	public RolesChanged {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
		added = Collections.unmodifiableSortedSet(new TreeSet<>(added));
		removed = Collections.unmodifiableSortedSet(new TreeSet<>(removed));
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.ROLES_CHANGED)
			.with("added", String.join(",", this.added))
			.with("removed", String.join(",", this.removed));
	}

}
