package io.github.jwtauth.boot.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.jwtauth.boot.http.RateLimitObserver;
import io.github.jwtauth.protection.RateLimit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what limits decide. Their names come from the configuration and are few; the
 * counters are looked up once.
 */
final class LimitMeters implements RateLimitObserver {

	private static final Logger logger = LoggerFactory.getLogger(LimitMeters.class);

	private final MeterRegistry registry;

	private final Map<String, Counter> allowed = new ConcurrentHashMap<>();

	private final Map<String, Counter> refused = new ConcurrentHashMap<>();

	LimitMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void decided(RateLimit limit, boolean allowed) {
		try {
			(allowed ? this.allowed : this.refused)
				.computeIfAbsent(limit.name(), (name) -> counter(name, allowed ? "allowed" : "refused"))
				.increment();
		}
		catch (RuntimeException ex) {
			logger.debug("A decision of {} was not counted", limit.name(), ex);
		}
	}

	private Counter counter(String limit, String decision) {
		return this.registry.counter("jwtauth.rate_limit", "limit", limit, "decision", decision);
	}

}
