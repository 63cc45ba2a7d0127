package io.github.jwtauth.boot.http;

import io.github.jwtauth.protection.RateLimit;

/**
 * Is told what limits decide about requests, for meters. Called by the thread of the
 * request for each limit that it meets, so it is quick, and it throws nothing.
 */
@FunctionalInterface
public interface RateLimitObserver {

	/** Nobody counts. */
	RateLimitObserver NONE = (limit, allowed) -> {
	};

	/**
	 * A request has taken a permit, or there was none.
	 * @param limit of what; whose stays between the caller and the limiter
	 * @param allowed whether there was one
	 */
	void decided(RateLimit limit, boolean allowed);

}
