package io.github.jwtauth.session;

import java.time.Duration;
import java.time.Instant;

import io.github.jwtauth.SessionId;

/**
 * What a store needs to judge a presented token with one statement.
 *
 * @param sessionId the session
 * @param generation the generation that was presented
 * @param saltHash hash of the salt that was presented
 * @param now the present, by the caller's clock
 * @param retryWindow see {@link SessionSettings#retryWindow()}
 * @param idleUntil new end of the idle life, unless the user asked to be remembered
 * @param idleUntilIfRemembered new end of the idle life when they did
 */
public record RotationRequest(SessionId sessionId, int generation, SaltHash saltHash, Instant now, Duration retryWindow,
		Instant idleUntil, Instant idleUntilIfRemembered) {

	static RotationRequest of(RefreshToken token, Instant now, SessionSettings settings) {
		return new RotationRequest(token.sessionId(), token.generation(), token.salt().hash(), now,
				settings.retryWindow(), settings.idleUntil(now, false), settings.idleUntil(now, true));
	}

}
