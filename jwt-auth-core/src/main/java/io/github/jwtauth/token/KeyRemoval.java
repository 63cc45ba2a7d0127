package io.github.jwtauth.token;

/**
 * What came of the wish to forget a signing key.
 */
public enum KeyRemoval {

	/** It is gone. */
	REMOVED,

	/** There is no such key. */
	UNKNOWN,

	/** Tokens are signed with it: rotate first. */
	IN_USE

}
