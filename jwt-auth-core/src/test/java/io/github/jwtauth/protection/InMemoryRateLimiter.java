package io.github.jwtauth.protection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts in a map, for tests.
 */
public final class InMemoryRateLimiter implements RateLimiter {

	private final Clock clock;

	private final Map<Whose, Budget> budgets = new HashMap<>();

	public InMemoryRateLimiter(Clock clock) {
		this.clock = clock;
	}

	@Override
	public synchronized RateLimitDecision consume(RateLimit limit, String key) {
		Budget budget = refilled(limit, key);
		long price = priceOf(limit);
		if (budget.nanos() < price) {
			return RateLimitDecision.refuse(Duration.ofNanos(price - budget.nanos()));
		}
		this.budgets.put(new Whose(limit, key), new Budget(budget.nanos() - price, budget.at()));
		return RateLimitDecision.allow();
	}

	@Override
	public synchronized void giveBack(RateLimit limit, String key) {
		Budget budget = refilled(limit, key);
		long most = priceOf(limit) * limit.permits();
		this.budgets.put(new Whose(limit, key),
				new Budget(Math.min(most, budget.nanos() + priceOf(limit)), budget.at()));
	}

	private Budget refilled(RateLimit limit, String key) {
		Instant now = this.clock.instant();
		long most = priceOf(limit) * limit.permits();
		Budget present = this.budgets.getOrDefault(new Whose(limit, key), new Budget(most, now));
		long passed = Duration.between(present.at(), now).toNanos();
		return new Budget(Math.min(most, present.nanos() + passed), now);
	}

	private static long priceOf(RateLimit limit) {
		return limit.period().toNanos() / limit.permits();
	}

	private record Whose(RateLimit limit, String key) {

	}

	/** Time that was saved up: each permit costs as much as it takes to come back. */
	private record Budget(long nanos, Instant at) {

	}

}
