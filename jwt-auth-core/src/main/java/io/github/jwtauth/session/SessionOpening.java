package io.github.jwtauth.session;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.SessionId;

/**
 * A login that has passed every gate.
 *
 * @param accountId whose
 * @param amr how the owner proved who they are (RFC 8176)
 * @param device where from
 * @param rememberMe whether the longer idle life applies
 * @param newDevice see {@link SessionOpened#newDevice()}
 */
public record SessionOpening(AccountId accountId, List<String> amr, Device device, boolean rememberMe,
		boolean newDevice) {

	public SessionOpening {
		Objects.requireNonNull(accountId, "accountId");
		Objects.requireNonNull(device, "device");
		amr = List.copyOf(amr);
	}

	/**
	 * A login of which nobody asked whether the device is known.
	 * @param accountId whose
	 * @param amr how the owner proved who they are
	 * @param device where from
	 * @param rememberMe whether the longer idle life applies
	 */
	public SessionOpening(AccountId accountId, List<String> amr, Device device, boolean rememberMe) {
		this(accountId, amr, device, rememberMe, false);
	}

	/** The session that it opens: all methods are proven now. */
	LoginSession session(SessionId id, Instant now, SessionSettings settings) {
		Instant absolute = now.plus(settings.absoluteLifetime());
		Instant idle = settings.idleUntil(now, this.rememberMe);
		return new LoginSession(id, this.accountId, this.device, this.amr, now, this.rememberMe, now, now,
				idle.isBefore(absolute) ? idle : absolute, absolute);
	}

}
