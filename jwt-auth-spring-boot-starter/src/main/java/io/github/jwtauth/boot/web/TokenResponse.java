package io.github.jwtauth.boot.web;

import java.time.Clock;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.jwtauth.Secret;
import io.github.jwtauth.session.TokenPair;
import org.jspecify.annotations.Nullable;

/**
 * The answer that hands out tokens, in the words of RFC 6749 section 5.1. What travels in
 * a cookie is not in it, {@code user} stands in answers that open a session only and
 * {@code first_login} in those of an exchange.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenResponse(@Nullable String accessToken, String tokenType, long expiresIn, @Nullable String refreshToken,
		long refreshExpiresIn, String sessionId, @Nullable UserResponse user, @Nullable Boolean firstLogin,
		@Nullable String deviceToken) {

	static TokenResponse ofLogin(TokenPair tokens, TokensInBody inBody, Clock clock) {
		return of(tokens, inBody, UserResponse.of(tokens.account()), clock);
	}

	static TokenResponse ofRefresh(TokenPair tokens, TokensInBody inBody, Clock clock) {
		return of(tokens, inBody, null, clock);
	}

	private static TokenResponse of(TokenPair tokens, TokensInBody inBody, @Nullable UserResponse user, Clock clock) {
		return new TokenResponse(text(inBody.accessToken()), "Bearer", tokens.accessToken().lifetime().toSeconds(),
				text(inBody.refreshToken()), Remaining.until(tokens.session().idleExpiresAt(), clock).toSeconds(),
				tokens.session().id().toString(), user, null, null);
	}

	/** The same answer, of an exchange. */
	TokenResponse withFirstLogin(boolean first) {
		return new TokenResponse(this.accessToken, this.tokenType, this.expiresIn, this.refreshToken,
				this.refreshExpiresIn, this.sessionId, this.user, first, this.deviceToken);
	}

	/** The same answer to a client that keeps what recognises its device itself. */
	TokenResponse withDeviceToken(@Nullable Secret device) {
		return new TokenResponse(this.accessToken, this.tokenType, this.expiresIn, this.refreshToken,
				this.refreshExpiresIn, this.sessionId, this.user, this.firstLogin, text(device));
	}

	private static @Nullable String text(@Nullable Secret secret) {
		return (secret != null) ? secret.reveal() : null;
	}

	/** Contains tokens. */
	@Override
	public String toString() {
		return "TokenResponse[sessionId=" + this.sessionId + "]";
	}

}
