package io.github.jwtauth.flow.hosts.iwantto;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.jwtauth.protection.RateLimit;
import io.github.jwtauth.protection.RateLimitDecision;
import io.github.jwtauth.protection.RateLimiter;

/**
 * The snippet about counting of {@code docs/i-want-to.md}.
 */
public class FixedWindows implements RateLimiter {

	private final Map<String, Integer> counts = new ConcurrentHashMap<>();

	@Override
	public RateLimitDecision consume(RateLimit limit, String key) {
		long seconds = limit.period().toSeconds();
		long now = Instant.now().getEpochSecond();
		int count = this.counts.merge(limit.name() + " " + key + " " + now / seconds, 1, Integer::sum);
		return (count <= limit.permits()) ? RateLimitDecision.allow()
				: RateLimitDecision.refuse(Duration.ofSeconds(seconds - now % seconds));
	}

	/** How often it was asked. */
	public int asked() {
		return this.counts.values().stream().mapToInt(Integer::intValue).sum();
	}

}
