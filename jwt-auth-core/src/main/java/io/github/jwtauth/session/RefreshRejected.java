package io.github.jwtauth.session;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A genuine refresh token was presented that is good for nothing: its session has ended,
 * or it is older than a change of the password. A forged one is no event: whoever makes
 * them would fill the trail.
 *
 * @param at when
 * @param accountId whose session, where that is known
 * @param sessionId which session
 * @param device where from
 * @param reason why the session ended, or {@code null}
 */
public record RefreshRejected(Instant at, @Nullable AccountId accountId, SessionId sessionId, Device device,
		@Nullable SessionEndReason reason) implements AuditedEvent {

	public RefreshRejected {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(sessionId, "sessionId");
		Objects.requireNonNull(device, "device");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.failure(AuditEventType.REFRESH_REJECTED)
			.because((this.reason != null) ? this.reason.code() : "unknown_token")
			.in(this.sessionId)
			.from(this.device);
	}

}
