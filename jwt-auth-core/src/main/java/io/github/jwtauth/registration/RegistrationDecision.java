package io.github.jwtauth.registration;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a {@link RegistrationPolicy} says.
 */
public sealed interface RegistrationDecision {

	/**
	 * They may, with the roles of the request.
	 * @param request what was asked
	 * @return the decision
	 */
	static RegistrationDecision accept(RegistrationRequest request) {
		return new Accepted(request.roles());
	}

	/**
	 * They may, with other roles.
	 * @param roles names without prefix; may be empty
	 * @return the decision
	 */
	static RegistrationDecision acceptWith(Collection<String> roles) {
		return new Accepted(new TreeSet<>(roles));
	}

	/**
	 * They may not, and are told so.
	 * @param code stable, for programs: 1 to 64 of {@code a-z 0-9 _}; must not tell
	 * whether an account exists
	 * @return the decision
	 */
	static RegistrationDecision reject(String code) {
		return new Rejected(code);
	}

	/**
	 * It cannot be decided now; they are asked to come back.
	 * @return the decision
	 */
	static RegistrationDecision unavailable() {
		return new Unavailable();
	}

	/**
	 * They may.
	 *
	 * @param roles of the account
	 */
	record Accepted(SortedSet<String> roles) implements RegistrationDecision {

		public Accepted {
			roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
		}

	}

	/**
	 * They may not.
	 *
	 * @param code why
	 */
	record Rejected(String code) implements RegistrationDecision {

		private static final Pattern FORM = Pattern.compile("[a-z0-9_]{1,64}");

		public Rejected {
			if (!FORM.matcher(code).matches()) {
				throw new IllegalArgumentException("a code has 1 to 64 of a-z, 0-9 and _");
			}
		}

	}

	/**
	 * Nobody knows.
	 */
	record Unavailable() implements RegistrationDecision {

	}

}
