package io.github.jwtauth.boot.jose;

import io.github.jwtauth.AuthException;
import io.github.jwtauth.session.LiveSessions;
import io.github.jwtauth.session.RevokedSessions;

/**
 * Asks whether the session of an access token is still there (decision 7).
 */
@FunctionalInterface
interface SessionCheck {

	/**
	 * Asks.
	 * @param token a token that is otherwise valid
	 * @return whether its session lives and its account has not changed since
	 * @throws AuthException with {@code UNAVAILABLE} when that cannot be told now: a
	 * store that is down says nothing about a token (requirement R-50)
	 */
	boolean isLive(VerifiedToken token);

	/**
	 * A token is good until it expires.
	 * @return a check that asks nobody
	 */
	static SessionCheck none() {
		return (token) -> true;
	}

	/**
	 * Asks what this node knows; no query.
	 * @param revoked what this node knows
	 * @return the check
	 */
	static SessionCheck revocations(RevokedSessions revoked) {
		return (token) -> !revoked.isRevoked(token.sessionId(), token.accountId(), token.issuedAt());
	}

	/**
	 * Asks what this node knows, and then the store.
	 * @param sessions knows both
	 * @return the check
	 */
	static SessionCheck always(LiveSessions sessions) {
		return (token) -> sessions.isLive(token.sessionId(), token.accountId(), token.issuedAt());
	}

}
