package io.github.jwtauth.boot.mail;

import org.jspecify.annotations.Nullable;

/**
 * What a mail says. Prints nothing: it holds links that open accounts.
 *
 * @param subject one line
 * @param text for whoever reads plain text
 * @param html the same as HTML, or {@code null}
 */
public record AuthMail(String subject, String text, @Nullable String html) {

	public AuthMail {
		if (subject.isBlank() || subject.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException("a subject is one line without control characters");
		}
		if (text.isBlank()) {
			throw new IllegalArgumentException("a mail has a text");
		}
	}

	@Override
	public String toString() {
		return "AuthMail[***]";
	}

}
