package io.github.jwtauth.onetimetoken;

/**
 * What a one-time token is good for. A token of one purpose is unknown to every other
 * (requirement R-16): the purpose is part of its hash and of the question for it.
 */
public enum OneTimeTokenPurpose {

	/** Becomes a session, in the browser that the owner authenticated with. */
	EXCHANGE(false);

	private final boolean newestOnly;

	OneTimeTokenPurpose(boolean newestOnly) {
		this.newestOnly = newestOnly;
	}

	/**
	 * Whether a new token voids the older ones of its account and purpose.
	 * @return whether there is at most one
	 */
	public boolean newestOnly() {
		return this.newestOnly;
	}

}
