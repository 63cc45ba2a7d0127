package io.github.jwtauth.boot.autoconfigure;

import java.util.Base64;

import io.github.jwtauth.RandomBytes;

/**
 * Secrets in the form that a properties file can hold without escapes.
 */
final class SecretText {

	private static final int BYTES = 32;

	private SecretText() {
	}

	static String random(RandomBytes random) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(random.next(BYTES));
	}

}
