package io.github.jwtauth.session;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.token.ProvenMethods;

/**
 * A login that has passed every gate.
 *
 * @param accountId whose
 * @param amr how the owner proved who they are (RFC 8176)
 * @param earlier which of that they proved before, and when; all others are proven now
 * @param device where from
 * @param rememberMe whether the longer idle life applies
 * @param newDevice see {@link SessionOpened#newDevice()}
 */
public record SessionOpening(AccountId accountId, List<String> amr, Map<String, Instant> earlier, Device device,
		boolean rememberMe, boolean newDevice) {

	public SessionOpening {
		Objects.requireNonNull(accountId, "accountId");
		Objects.requireNonNull(device, "device");
		amr = List.copyOf(amr);
		earlier = Map.copyOf(earlier);
	}

	/**
	 * A login of which nobody asked whether the device is known.
	 * @param accountId whose
	 * @param amr how the owner proved who they are
	 * @param device where from
	 * @param rememberMe whether the longer idle life applies
	 */
	public SessionOpening(AccountId accountId, List<String> amr, Device device, boolean rememberMe) {
		this(accountId, amr, Map.of(), device, rememberMe, false);
	}

	/**
	 * The session that it opens. What another node has seen proven may be ahead of this
	 * clock; it is not proven later than now.
	 */
	LoginSession session(SessionId id, Instant now, SessionSettings settings) {
		Instant absolute = now.plus(settings.absoluteLifetime());
		Instant idle = settings.idleUntil(now, this.rememberMe);
		Map<String, Instant> before = new HashMap<>(this.earlier);
		before.values().removeIf(now::isBefore);
		return new LoginSession(id, this.accountId, this.device, new ProvenMethods(this.amr, now, before),
				this.rememberMe, now, now, idle.isBefore(absolute) ? idle : absolute, absolute);
	}

}
