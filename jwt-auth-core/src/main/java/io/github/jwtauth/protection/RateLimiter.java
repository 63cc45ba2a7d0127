package io.github.jwtauth.protection;

/**
 * Counts. Asked before anything is looked up or hashed, so that its answers are the same
 * whoever exists (requirements ). Called by many threads; every implementation
 * passes one contract test.
 */
@FunctionalInterface
public interface RateLimiter {

	/**
	 * Takes one permit, in one atomic step: of any number of concurrent callers no more
	 * get one than there are.
	 * @param limit of what
	 * @param key whose budget, for example an address or an account; never shown to
	 * anybody
	 * @return the decision; an implementation whose store is lost decides by stricter
	 * budgets of its own, and never lets everybody pass
	 */
	RateLimitDecision consume(RateLimit limit, String key);

	/**
	 * Gives a permit back that turned out not to be needed, because only failures count.
	 * A limiter that cannot do that is only stricter.
	 * @param limit of what
	 * @param key whose budget
	 */
	default void giveBack(RateLimit limit, String key) {
	}

}
