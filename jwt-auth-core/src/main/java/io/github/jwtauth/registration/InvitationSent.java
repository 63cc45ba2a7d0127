package io.github.jwtauth.registration;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * Somebody was invited, or would have been if they had no account. There is no account
 * yet that this concerns.
 *
 * @param at when
 * @param accountId who invites
 * @param roles what to
 */
public record InvitationSent(Instant at, AccountId accountId, Set<String> roles) implements AuditedEvent {

	public InvitationSent {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
		Objects.requireNonNull(roles, "roles");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.INVITATION_SENT)
			.with("roles", String.join(" ", new TreeSet<>(this.roles)));
	}

}
