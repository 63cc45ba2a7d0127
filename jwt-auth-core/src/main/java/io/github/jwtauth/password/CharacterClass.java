package io.github.jwtauth.password;

import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * A kind of character that a host may demand of new passwords. None is demanded unless
 * the host asks for it: length protects better (decision 12).
 */
public enum CharacterClass {

	/** A letter in upper case, of whatever script. */
	UPPER(Character::isUpperCase, "A password needs a letter in upper case."),

	/** A letter in lower case. */
	LOWER(Character::isLowerCase, "A password needs a letter in lower case."),

	/** A digit. */
	DIGIT(Character::isDigit, "A password needs a digit."),

	/** Neither a letter nor a digit; a space counts. */
	SPECIAL((codePoint) -> !Character.isLetterOrDigit(codePoint),
			"A password needs a character that is neither a letter nor a digit.");

	private final IntPredicate member;

	private final String message;

	CharacterClass(IntPredicate member, String message) {
		this.member = member;
		this.message = message;
	}

	/**
	 * The form of the HTTP contract.
	 * @return the name in lower case
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	boolean isIn(String text) {
		return text.codePoints().anyMatch(this.member);
	}

	String message() {
		return this.message;
	}

}
