package io.github.jwtauth.protection;

class InMemoryRateLimiterTests extends RateLimiterContract {

	private final RateLimiter limiter = new InMemoryRateLimiter(this.clock);

	@Override
	protected RateLimiter limiter() {
		return this.limiter;
	}

}
