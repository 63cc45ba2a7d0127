package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.session.LoginSession;
import io.github.jwtauth.session.SaltHash;
import io.github.jwtauth.session.SessionStore;

/**
 * Rows of sessions that nobody holds a token of.
 */
final class TestRows {

	static final SaltHash SALT = new SaltHash(new byte[32]);

	private TestRows() {
	}

	static LoginSession insertSession(TestHouse house, AccountId owner) {
		Instant now = Instant.now();
		return insertSession(house, owner, now.plus(Duration.ofDays(7)), now.plus(Duration.ofDays(90)));
	}

	static LoginSession insertSession(TestHouse house, AccountId owner, Instant idle, Instant absolute) {
		Instant now = Instant.now();
		LoginSession session = new LoginSession(new SessionId(UUID.randomUUID()), owner, TestDevices.laptop(),
				List.of("pwd"), now, false, now, now, idle, absolute);
		house.get(SessionStore.class).insert(session, SALT);
		return session;
	}

}
