package io.github.jwtauth.boot.password;

import java.util.Base64;

/**
 * Parts of a stored hash. What is thrown says what is wrong and never shows the hash.
 */
final class HashText {

	private static final int MAX_CHARS = 1000;

	private HashText() {
	}

	/** Exactly so many parts between dollar signs. */
	static String[] parts(String text, int number) {
		String[] parts = (text.length() <= MAX_CHARS) ? text.split("\\$", -1) : new String[0];
		if (parts.length != number) {
			throw new IllegalArgumentException("it does not have the parts that its format has");
		}
		return parts;
	}

	static int number(String text, String name, int min, int max) {
		int number;
		try {
			number = (text.length() <= 10 && text.chars().allMatch((digit) -> digit >= '0' && digit <= '9'))
					? Integer.parseInt(text) : -1;
		}
		catch (NumberFormatException ex) {
			number = -1;
		}
		return within(number, name, min, max);
	}

	static int within(int number, String name, int min, int max) {
		if (number < min || number > max) {
			throw new IllegalArgumentException(name + " is not a number from " + min + " to " + max);
		}
		return number;
	}

	static byte[] base64(String text, String name, int minBytes, int maxBytes) {
		byte[] bytes;
		try {
			bytes = Base64.getDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(name + " is not base64", ex);
		}
		within(bytes.length, "the length of " + name, minBytes, maxBytes);
		return bytes;
	}

}
