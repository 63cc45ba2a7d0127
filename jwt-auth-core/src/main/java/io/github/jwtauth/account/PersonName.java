package io.github.jwtauth.account;

import java.util.ArrayList;
import java.util.List;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.InvalidInputException.Fault;
import org.jspecify.annotations.Nullable;

/**
 * What the first or the last name of a person may be, wherever it comes from.
 */
public final class PersonName {

	/** The longest name, in code points. */
	public static final int MAX_CHARS = 100;

	private PersonName() {
	}

	/**
	 * Reads a name.
	 * @param field the field of the request, named in refusals
	 * @param typed what somebody typed, or {@code null}
	 * @return the name, or {@code null} when nothing was typed
	 * @throws InvalidInputException with everything that is wrong with it
	 */
	public static @Nullable String of(String field, @Nullable String typed) {
		String name = strip(typed);
		List<Fault> faults = check(field, name);
		if (!faults.isEmpty()) {
			throw new InvalidInputException(AuthErrorCode.VALIDATION, faults);
		}
		return name;
	}

	/**
	 * Nothing typed is no name.
	 * @param typed what somebody typed, or {@code null}
	 * @return without space around it, or {@code null} when nothing else was typed
	 */
	public static @Nullable String strip(@Nullable String typed) {
		String name = (typed != null) ? typed.strip() : "";
		return name.isEmpty() ? null : name;
	}

	/**
	 * Judges a name.
	 * @param field the field of the request, named in refusals
	 * @param name the name, or {@code null} for none
	 * @return everything that is wrong with it
	 */
	public static List<Fault> check(String field, @Nullable String name) {
		List<Fault> faults = new ArrayList<>();
		if (name != null && name.codePointCount(0, name.length()) > MAX_CHARS) {
			faults.add(new Fault(field, "too_long", "A name has at most " + MAX_CHARS + " characters."));
		}
		if (name != null && !name.codePoints().allMatch(PersonName::isVisible)) {
			faults.add(new Fault(field, "unreadable", "The text contains characters that are not allowed."));
		}
		return faults;
	}

	/**
	 * Whether a character has a place in a name. Mails and lists show names: what turns
	 * the text around it or cannot be seen has none (attack X-55).
	 * @param codePoint the character
	 * @return whether it may stay
	 */
	public static boolean isVisible(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> true;
		};
	}

}
