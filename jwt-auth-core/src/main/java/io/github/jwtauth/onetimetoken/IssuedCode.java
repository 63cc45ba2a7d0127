package io.github.jwtauth.onetimetoken;

import java.util.Objects;

import io.github.jwtauth.Secret;

/**
 * A one-time token and the code that can be typed in instead. Each is shown once, and
 * using one uses up both.
 *
 * @param token for a link
 * @param code eight digits
 */
public record IssuedCode(Secret token, Secret code) {

	public IssuedCode {
		Objects.requireNonNull(token, "token");
		Objects.requireNonNull(code, "code");
	}

}
