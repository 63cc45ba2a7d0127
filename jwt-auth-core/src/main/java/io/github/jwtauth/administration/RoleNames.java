package io.github.jwtauth.administration;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.github.jwtauth.InvalidInputException;

/**
 * Names of roles that somebody asks for.
 */
final class RoleNames {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

	private static final String PREFIX = "ROLE_";

	private static final int MOST = 50;

	private static final String FIELD = "roles";

	private RoleNames() {
	}

	/**
	 * Reads names.
	 * @param wanted all roles that an account shall have
	 * @param present those that it has, whatever they are called
	 * @return the wanted ones, each once
	 * @throws InvalidInputException when they are too many, or a new one is no name
	 */
	static SortedSet<String> read(Collection<String> wanted, Collection<String> present) {
		SortedSet<String> roles = new TreeSet<>(wanted);
		if (roles.size() > MOST) {
			throw new InvalidInputException(FIELD, "too_many", "An account has at most " + MOST + " roles.");
		}
		if (!roles.stream().allMatch((role) -> present.contains(role) || isName(role))) {
			throw new InvalidInputException(FIELD, "malformed",
					"A role has 1 to 64 letters, digits, dots, hyphens or underscores, and no prefix.");
		}
		return roles;
	}

	/** What one collection has and the other has not. */
	static SortedSet<String> minus(Collection<String> some, Collection<String> others) {
		SortedSet<String> left = new TreeSet<>(some);
		left.removeAll(List.copyOf(others));
		return Collections.unmodifiableSortedSet(left);
	}

	private static boolean isName(String role) {
		return NAME.matcher(role).matches() && !role.startsWith(PREFIX);
	}

}
