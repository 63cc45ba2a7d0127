package io.github.jwtauth.session;

/**
 * What happens when an account logs in that has as many sessions as it may have.
 */
public enum SessionLimitStrategy {

	/** The session that was opened first makes room. */
	EVICT_OLDEST,

	/** The session that was not used for longest makes room. */
	EVICT_LEAST_RECENTLY_USED,

	/** The new login is refused. */
	REJECT

}
