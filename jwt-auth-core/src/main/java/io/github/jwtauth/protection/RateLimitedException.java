package io.github.jwtauth.protection;

import java.time.Duration;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;

/**
 * A budget is used up. Says the same whoever exists (requirement R-24).
 */
public final class RateLimitedException extends AuthException {

	private static final long serialVersionUID = 1L;

	private final transient RateLimit limit;

	public RateLimitedException(RateLimit limit, Duration retryAfter) {
		super(AuthErrorCode.TOO_MANY_REQUESTS, "Too many requests, please try again later.", retryAfter, null);
		this.limit = limit;
	}

	/**
	 * The limit that was reached.
	 * @return the limit
	 */
	public RateLimit limit() {
		return this.limit;
	}

}
