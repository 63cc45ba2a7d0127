package io.github.jwtauth.session;

import java.time.Instant;
import java.util.List;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * Somebody logged in on a device.
 *
 * @param at when
 * @param accountId whose session
 * @param sessionId which session
 * @param device where from
 * @param amr how they proved who they are (RFC 8176)
 * @param newDevice whether they have logged in before, this device was not recognised and
 * no live session of theirs has the same user agent and address; {@code false} where
 * nobody can know
 */
public record SessionOpened(Instant at, AccountId accountId, SessionId sessionId, Device device, List<String> amr,
		boolean newDevice) implements AuditedEvent {

	public SessionOpened {
		amr = List.copyOf(amr);
	}

	/**
	 * A login of which nobody asked whether the device is known.
	 * @param at when
	 * @param accountId whose session
	 * @param sessionId which session
	 * @param device where from
	 * @param amr how they proved who they are
	 */
	public SessionOpened(Instant at, AccountId accountId, SessionId sessionId, Device device, List<String> amr) {
		this(at, accountId, sessionId, device, amr, false);
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.LOGIN_SUCCEEDED)
			.in(this.sessionId)
			.from(this.device)
			.with("amr", String.join(" ", this.amr))
			.with("new_device", this.newDevice);
	}

}
