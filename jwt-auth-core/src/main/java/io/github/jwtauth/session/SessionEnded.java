package io.github.jwtauth.session;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * A session ended before its time.
 *
 * @param at when
 * @param accountId whose session
 * @param sessionId which session
 * @param reason why
 */
public record SessionEnded(Instant at, AccountId accountId, SessionId sessionId,
		SessionEndReason reason) implements AuditedEvent {

	@Override
	public AuditEntry audit() {
		return AuditEntry
			.success((this.reason == SessionEndReason.LOGGED_OUT) ? AuditEventType.LOGGED_OUT
					: AuditEventType.SESSION_ENDED)
			.because(this.reason.code())
			.in(this.sessionId);
	}

}
