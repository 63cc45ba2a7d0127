package io.github.jwtauth.boot.jose;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * A token that says all it must and is signed. Nothing here depends on the time of the
 * look: age, session and the host's own rules are asked on every request (decision 23).
 *
 * @param jwt what Spring Security works with
 * @param key what signed it
 * @param accountId {@code sub}
 * @param sessionId {@code sid}
 * @param issuedAt {@code iat}
 * @param notBefore {@code nbf}, which we never write, or {@code null}
 * @param expiresAt {@code exp}
 */
record VerifiedToken(Jwt jwt, PublishedKey key, AccountId accountId, SessionId sessionId, Instant issuedAt,
		@Nullable Instant notBefore, Instant expiresAt) {

	/** The token stays out of logs. */
	@Override
	public String toString() {
		return "VerifiedToken[***]";
	}

}
