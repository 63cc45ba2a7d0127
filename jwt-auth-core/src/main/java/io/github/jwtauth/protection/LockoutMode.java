package io.github.jwtauth.protection;

/**
 * What happens after too many wrong passwords.
 */
public enum LockoutMode {

	/** A pause that grows, which the caller is told. */
	SOFT,

	/** A lock that nobody is told: right and wrong passwords are one answer. */
	HARD,

	/** Nothing. */
	OFF

}
