package io.github.jwtauth.account;

/**
 * What a {@link LoginPolicy} says.
 */
public enum LoginDecision {

	/** The account may hold a session. */
	ALLOWED,

	/**
	 * It may not, and the caller is not told why: a login answers as for a wrong
	 * password, a refresh ends the session.
	 */
	CLOSED,

	/** It may as soon as its address is proven; the owner is told so. */
	EMAIL_NOT_VERIFIED

}
