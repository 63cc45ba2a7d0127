package io.github.jwtauth.password;

/**
 * Passwords that were published after a breach (requirement R-07). Asked when a password
 * is set and has passed every other rule, never at a login. Called by many threads,
 * outside of transactions; it answers within about a second, whatever happens.
 */
@FunctionalInterface
public interface BreachedPasswords {

	/** For whoever does not want to know. */
	BreachedPasswords UNASKED = (password) -> Answer.NOT_FOUND;

	/**
	 * Looks a password up. Nothing that it could be found out from may leave the machine.
	 * @param password a password that somebody wants to have
	 * @return the answer; {@link Answer#NOT_KNOWN} instead of an exception
	 */
	Answer lookUp(RawPassword password);

	/**
	 * What is known of a password.
	 */
	enum Answer {

		/** It was published. */
		FOUND,

		/** It was not. */
		NOT_FOUND,

		/** Nobody could be asked. The password is taken, and an event tells. */
		NOT_KNOWN

	}

}
