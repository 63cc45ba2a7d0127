package io.github.jwtauth.registration;

import io.github.jwtauth.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Names as people type them.
 */
final class PersonName {

	private PersonName() {
	}

	/** Nothing typed is no name. */
	static @Nullable String of(String field, @Nullable String typed) {
		String name = (typed != null) ? typed.strip() : "";
		if (name.codePointCount(0, name.length()) > Invitation.NAME_CHARS) {
			throw new InvalidInputException(field, "too_long",
					"A name has at most " + Invitation.NAME_CHARS + " characters.");
		}
		if (!name.codePoints().allMatch(PersonName::isPrintable)) {
			throw new InvalidInputException(field, "unreadable", "The text contains characters that are not allowed.");
		}
		return name.isEmpty() ? null : name;
	}

	/** Mails and lists show names: nothing in one may turn the text around it. */
	private static boolean isPrintable(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE ->
				false;
			default -> true;
		};
	}

}
