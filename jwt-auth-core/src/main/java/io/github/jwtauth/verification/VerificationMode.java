package io.github.jwtauth.verification;

/**
 * Whether an address must be proven (decision 9).
 */
public enum VerificationMode {

	/** Addresses are taken as they are. */
	NONE,

	/** Owners are asked, and can log in before they answer. */
	OPTIONAL,

	/** Owners log in once their address is proven. */
	MANDATORY

}
