package io.github.jwtauth.session;

import java.time.Clock;
import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.SessionId;

/**
 * Asks whether an access token still stands for a session, where a second is too long to
 * wait for the news of other nodes. What this node knows already costs no query;
 * everything else is one. Safe for use by many threads.
 */
public final class LiveSessions {

	private final SessionStore sessions;

	private final RevokedSessions revoked;

	private final Clock clock;

	public LiveSessions(SessionStore sessions, RevokedSessions revoked, Clock clock) {
		this.sessions = sessions;
		this.revoked = revoked;
		this.clock = clock;
	}

	/**
	 * Asks.
	 * @param id {@code sid} of a token that is otherwise valid
	 * @param owner its {@code sub}
	 * @param issuedAt its {@code iat}
	 * @return whether the session is live and the owner's, and the owner's tokens of then
	 * are not void
	 * @throws AuthException with {@link AuthErrorCode#UNAVAILABLE} when that cannot be
	 * told now: a store that is down says nothing about a token (requirement R-50)
	 */
	public boolean isLive(SessionId id, AccountId owner, Instant issuedAt) {
		if (this.revoked.isRevoked(id, owner, issuedAt)) {
			return false;
		}
		try {
			return this.sessions.isLive(id, owner, issuedAt, this.clock.instant());
		}
		catch (AuthException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw AuthException.unavailable(ex);
		}
	}

}
