package io.github.jwtauth.mfa;

/**
 * Whether accounts have a second factor ({@code jwtauth.mfa.mode}).
 */
public enum MfaMode {

	/** Nobody is asked for one, whatever is stored. */
	DISABLED,

	/** Whoever has set one up is asked for it. */
	OPTIONAL,

	/** Nobody has a session without one. */
	REQUIRED

}
