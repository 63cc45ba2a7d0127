package io.github.jwtauth.session;

import java.time.Instant;
import java.util.List;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.Device;
import io.github.jwtauth.SessionId;

/**
 * Somebody logged in on a device.
 *
 * @param at when
 * @param accountId whose session
 * @param sessionId which session
 * @param device where from
 * @param amr how they proved who they are (RFC 8176)
 */
public record SessionOpened(Instant at, AccountId accountId, SessionId sessionId, Device device,
		List<String> amr) implements AuthEvent {

	public SessionOpened {
		amr = List.copyOf(amr);
	}

}
