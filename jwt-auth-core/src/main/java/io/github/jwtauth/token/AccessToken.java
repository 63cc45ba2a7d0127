package io.github.jwtauth.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.Secret;

/**
 * A signed access token (RFC 9068) with its times.
 *
 * @param value the compact form
 * @param issuedAt {@code iat}, whole seconds
 * @param expiresAt {@code exp}, whole seconds
 */
public record AccessToken(Secret value, Instant issuedAt, Instant expiresAt) {

	public AccessToken {
		Objects.requireNonNull(value, "value");
		if (expiresAt.isBefore(issuedAt)) {
			throw new IllegalArgumentException("a token cannot expire before it was issued");
		}
	}

	/**
	 * The life of the token when it was issued: {@code expires_in} of RFC 6749 section
	 * 5.1.
	 * @return whole seconds
	 */
	public Duration lifetime() {
		return Duration.between(this.issuedAt, this.expiresAt);
	}

}
