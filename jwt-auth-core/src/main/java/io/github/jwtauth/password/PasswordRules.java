package io.github.jwtauth.password;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is demanded of new passwords (decision 12).
 *
 * @param minLength fewest code points, 8 to 64
 * @param maxLength most code points, 64 to 256
 * @param required kinds of characters that must be in it, usually none
 * @param contextWords words that must not be in it: the application, the company, its
 * products; those with fewer than 4 characters are no rule
 * @param history how many former passwords are refused beside the present one, 0 to 24
 * @param breachCheck whether published breaches are asked; for those who show the rules
 */
public record PasswordRules(int minLength, int maxLength, Set<CharacterClass> required, List<String> contextWords,
		int history, boolean breachCheck) {

	/** Most former passwords that are kept. */
	public static final int MAX_HISTORY = 24;

	public PasswordRules {
		if (minLength < 8 || minLength > 64) {
			throw new IllegalArgumentException("the shortest password has 8 to 64 characters");
		}
		if (maxLength < 64 || maxLength > 256) {
			throw new IllegalArgumentException("the longest password has 64 to 256 characters");
		}
		if (history < 0 || history > MAX_HISTORY) {
			throw new IllegalArgumentException("0 to " + MAX_HISTORY + " former passwords are kept");
		}
		Set<CharacterClass> ordered = EnumSet.noneOf(CharacterClass.class);
		ordered.addAll(required);
		required = Collections.unmodifiableSet(ordered);
		contextWords = List.copyOf(contextWords);
	}

	/**
	 * The defaults of the properties.
	 * @return the rules, without context words
	 */
	public static PasswordRules defaults() {
		return new PasswordRules(12, 128, Set.of(), List.of(), 5, false);
	}

}
