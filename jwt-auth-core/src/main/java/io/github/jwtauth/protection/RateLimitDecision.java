package io.github.jwtauth.protection;

import java.time.Duration;

/**
 * What a limiter says.
 *
 * @param allowed whether a permit was taken
 * @param retryAfter how long until there is another one; zero when one was taken
 */
public record RateLimitDecision(boolean allowed, Duration retryAfter) {

	private static final RateLimitDecision ALLOWED = new RateLimitDecision(true, Duration.ZERO);

	public RateLimitDecision {
		if (allowed != retryAfter.isZero() || retryAfter.isNegative()) {
			throw new IllegalArgumentException("whoever is refused is told when to come back");
		}
	}

	/**
	 * A permit was taken.
	 * @return the decision
	 */
	public static RateLimitDecision allow() {
		return ALLOWED;
	}

	/**
	 * There was none.
	 * @param retryAfter how long until there is one; positive
	 * @return the decision
	 */
	public static RateLimitDecision refuse(Duration retryAfter) {
		return new RateLimitDecision(false, retryAfter);
	}

}
