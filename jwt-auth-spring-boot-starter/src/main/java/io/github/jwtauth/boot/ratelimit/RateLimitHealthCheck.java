package io.github.jwtauth.boot.ratelimit;

import io.github.jwtauth.boot.http.HealthCheck;
import io.github.jwtauth.protection.RateLimiter;

/**
 * Whether requests are counted where they should be.
 */
final class RateLimitHealthCheck implements HealthCheck {

	private final RateLimiter limiter;

	RateLimitHealthCheck(RateLimiter limiter) {
		this.limiter = limiter;
	}

	@Override
	public String name() {
		return "rate_limit";
	}

	/** Without Redis logins go on, and every node would be taken away at once. */
	@Override
	public boolean isEssential() {
		return false;
	}

	@Override
	public boolean isUp() {
		return !(this.limiter instanceof RedisRateLimiter redis) || redis.isShared();
	}

}
