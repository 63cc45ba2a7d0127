package io.github.jwtauth.boot.web;

import java.util.Objects;

import io.github.jwtauth.Secret;

/**
 * A refresh token as a request carries it.
 *
 * @param token the token
 * @param channel where it was; the answer goes the same way
 */
public record PresentedRefreshToken(Secret token, TokenChannel channel) {

	public PresentedRefreshToken {
		Objects.requireNonNull(token, "token");
		Objects.requireNonNull(channel, "channel");
	}

}
