package io.github.jwtauth.account;

/**
 * Whether an account may be used at all.
 */
public enum AccountStatus {

	/** In use. */
	ACTIVE,

	/** Closed for a while, for example by the host's own rules. */
	LOCKED,

	/** Closed by an administrator. */
	DISABLED

}
