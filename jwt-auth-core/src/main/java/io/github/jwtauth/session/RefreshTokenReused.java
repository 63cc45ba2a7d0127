package io.github.jwtauth.session;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * An old refresh token was presented: somebody has a copy, and the session was ended (RFC
 * 9700 section 4.14). Published once per session.
 *
 * @param at when
 * @param accountId whose session
 * @param sessionId which session
 * @param device where the old token came from
 */
public record RefreshTokenReused(Instant at, AccountId accountId, SessionId sessionId,
		Device device) implements AuditedEvent {

	@Override
	public AuditEntry audit() {
		return AuditEntry.failure(AuditEventType.REFRESH_TOKEN_REUSED).in(this.sessionId).from(this.device);
	}

}
