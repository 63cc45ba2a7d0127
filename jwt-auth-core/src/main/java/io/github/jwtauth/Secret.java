package io.github.jwtauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Text that must not be printed: a password, a token as its holder sees it, a password
 * hash. It prints as {@code ***}, has no property that a mapper could find, cannot be
 * serialized and compares in constant time (requirements ).
 */
public final class Secret {

	private final String text;

	private Secret(String text) {
		this.text = text;
	}

	/**
	 * Wraps a text.
	 * @param text the secret text
	 * @return the same text, unprintable
	 */
	public static Secret of(String text) {
		return new Secret(Objects.requireNonNull(text, "text"));
	}

	/**
	 * The text itself. Call it where the secret leaves for its one purpose and nowhere
	 * else.
	 * @return the wrapped text
	 */
	public String reveal() {
		return this.text;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Secret that && MessageDigest.isEqual(bytes(this), bytes(that));
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	@Override
	public String toString() {
		return "***";
	}

	private static byte[] bytes(Secret secret) {
		return secret.text.getBytes(StandardCharsets.UTF_8);
	}

}
