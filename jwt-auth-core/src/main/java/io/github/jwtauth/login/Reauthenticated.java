package io.github.jwtauth.login;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * Somebody who is logged in has proven again who they are.
 *
 * @param at when
 * @param accountId who
 * @param sessionId in which session
 * @param device where from
 */
public record Reauthenticated(Instant at, AccountId accountId, SessionId sessionId,
		Device device) implements AuditedEvent {

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.REAUTHENTICATED).in(this.sessionId).from(this.device);
	}

}
