package io.github.jwtauth.boot.security;

import java.time.Instant;

import io.github.jwtauth.AuthException;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.session.LiveSessions;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Asks for the session of a caller, in the words of Spring Security.
 */
final class LiveSessionCheck {

	private final ObjectProvider<LiveSessions> sessions;

	LiveSessionCheck(ObjectProvider<LiveSessions> sessions) {
		this.sessions = sessions;
	}

	/**
	 * Asks.
	 * @param caller who was authenticated, or {@code null}
	 * @return {@code true}, or {@code false} when that was not by a token of ours
	 * @throws InvalidBearerTokenException when the session has ended
	 * @throws AuthenticationServiceException when that cannot be told now (requirement
	 *
	 */
	boolean isLive(@Nullable Authentication caller) {
		AuthenticatedAccount account = AuthenticatedAccount.of(caller).orElse(null);
		Instant issuedAt = (caller != null && caller.getPrincipal() instanceof Jwt jwt) ? jwt.getIssuedAt() : null;
		if (account == null || issuedAt == null) {
			return false;
		}
		if (!isLive(account, issuedAt)) {
			throw new InvalidBearerTokenException("The session of the access token has ended");
		}
		return true;
	}

	private boolean isLive(AuthenticatedAccount account, Instant issuedAt) {
		try {
			return this.sessions.getObject().isLive(account.sessionId(), account.accountId(), issuedAt);
		}
		catch (AuthException ex) {
			throw new AuthenticationServiceException("The session cannot be asked about now", ex);
		}
	}

}
