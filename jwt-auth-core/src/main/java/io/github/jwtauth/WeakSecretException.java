package io.github.jwtauth;

/**
 * A configured secret holds less than 256 bits. The application must not start with it
 * (decision 5, requirement R-88).
 */
public final class WeakSecretException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	WeakSecretException() {
		super("a secret needs at least 256 random bits: 43 characters of base64 or 64 of hex");
	}

}
