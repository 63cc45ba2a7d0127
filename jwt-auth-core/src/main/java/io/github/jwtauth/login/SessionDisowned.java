package io.github.jwtauth.login;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * An owner said that a session was not theirs: it has ended, and so has the password.
 *
 * @param at when
 * @param accountId whose account
 * @param sessionId which session
 */
public record SessionDisowned(Instant at, AccountId accountId, SessionId sessionId) implements AuditedEvent {

	public SessionDisowned {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
		Objects.requireNonNull(sessionId, "sessionId");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.SESSION_DISOWNED).in(this.sessionId);
	}

}
