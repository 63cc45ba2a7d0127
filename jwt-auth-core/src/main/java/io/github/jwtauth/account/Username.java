package io.github.jwtauth.account;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name to log in with that can never be mistaken for an address (decision 25). Unique
 * by {@link #canonical()}.
 *
 * @param value 3 to 64 characters of {@code A-Z a-z 0-9 . _ -}
 */
public record Username(String value) {

	private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{3,64}");

	public Username {
		if (!FORM.matcher(value).matches()) {
			throw new IllegalArgumentException("not a username");
		}
	}

	/**
	 * Reads a username where a wrong one is not an error.
	 * @param text what somebody typed
	 * @return the username, or empty
	 */
	public static Optional<Username> parse(String text) {
		String stripped = text.strip();
		return FORM.matcher(stripped).matches() ? Optional.of(new Username(stripped)) : Optional.empty();
	}

	/**
	 * The form that is unique.
	 * @return the name in lower case
	 */
	public String canonical() {
		return this.value.toLowerCase(Locale.ROOT);
	}

}
