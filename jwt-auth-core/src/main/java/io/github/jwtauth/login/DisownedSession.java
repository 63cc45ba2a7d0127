package io.github.jwtauth.login;

import java.time.Instant;

import io.github.jwtauth.SessionId;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.onetimetoken.OneTimeToken;
import org.jspecify.annotations.Nullable;

/**
 * What the token of a new-device notice remembers.
 *
 * @param sessionId the session on the new device
 * @param address where the notice went
 */
record DisownedSession(SessionId sessionId, EmailAddress address) {

	static DisownedSession read(@Nullable String payload) {
		String[] parts = ((payload != null) ? payload : "").split(" ", 2);
		if (parts.length != 2) {
			throw new IllegalStateException("a token against a session without one");
		}
		return new DisownedSession(SessionId.parse(parts[0]).orElseThrow(), EmailAddress.of(parts[1]));
	}

	/** The notice was written with the session. */
	static Instant openedAt(OneTimeToken token) {
		return token.expiresAt().minus(SecurityNotices.DISAVOWAL_LIFETIME);
	}

	String write() {
		return this.sessionId + " " + this.address.canonical();
	}

}
