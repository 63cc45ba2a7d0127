package io.github.jwtauth.session;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * A refresh token was exchanged for its successor.
 *
 * @param at when
 * @param accountId whose session
 * @param sessionId which session
 * @param device where the request came from
 * @param retried whether the same successor was given again
 * @param deviceChanged whether the user agent differs from the one that logged in: a
 * signal, never a refusal (requirement R-52)
 */
public record SessionRefreshed(Instant at, AccountId accountId, SessionId sessionId, Device device, boolean retried,
		boolean deviceChanged) implements AuditedEvent {

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.SESSION_REFRESHED)
			.in(this.sessionId)
			.from(this.device)
			.with("retried", this.retried)
			.with("device_changed", this.deviceChanged);
	}

}
