package io.github.jwtauth.boot.jose;

import java.time.Clock;

import io.github.jwtauth.AuthException;
import io.github.jwtauth.session.RevokedSessions;
import io.github.jwtauth.session.SessionStore;

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
	 * @param revoked what this node knows, also of accounts that changed
	 * @param sessions the truth about sessions
	 * @param clock the present
	 * @return the check
	 */
	static SessionCheck always(RevokedSessions revoked, SessionStore sessions, Clock clock) {
		SessionCheck known = revocations(revoked);
		return (token) -> known.isLive(token) && isStored(token, sessions, clock);
	}

	private static boolean isStored(VerifiedToken token, SessionStore sessions, Clock clock) {
		try {
			return sessions.findLive(token.sessionId(), clock.instant())
				.filter((session) -> session.accountId().equals(token.accountId()))
				.isPresent();
		}
		catch (AuthException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw AuthException.unavailable(ex);
		}
	}

}
