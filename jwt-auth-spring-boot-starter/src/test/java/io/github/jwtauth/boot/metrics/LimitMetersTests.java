package io.github.jwtauth.boot.metrics;

import java.time.Duration;

import io.github.jwtauth.protection.RateLimit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Decisions of limits (requirement R-29).
 */
class LimitMetersTests {

	private static final RateLimit LIMIT = new RateLimit("sessions-per-account", 30, Duration.ofHours(1));

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void eachDecisionIsCountedOnceByItsLimit() {
		LimitMeters meters = new LimitMeters(this.registry);
		meters.decided(LIMIT, true);
		meters.decided(LIMIT, true);
		meters.decided(LIMIT, false);
		assertThat(count("allowed")).isEqualTo(2);
		assertThat(count("refused")).isEqualTo(1);
		assertThat(this.registry.getMeters()).hasSize(2);
	}

	@Test
	void aRegistryThatFailsFailsNoRequest() {
		MeterRegistry closed = new SimpleMeterRegistry() {

			@Override
			protected Counter newCounter(Meter.Id id) {
				throw new IllegalStateException("no more meters");
			}

		};
		new LimitMeters(closed).decided(LIMIT, true);
		assertThat(closed.getMeters()).isEmpty();
	}

	private double count(String decision) {
		return this.registry.get("jwtauth.rate_limit")
			.tags("limit", "sessions-per-account", "decision", decision)
			.counter()
			.count();
	}

}
