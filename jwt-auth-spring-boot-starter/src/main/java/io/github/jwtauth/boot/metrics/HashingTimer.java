package io.github.jwtauth.boot.metrics;

import java.util.function.Supplier;

import io.github.jwtauth.protection.HashingObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a password hash takes, without the wait for it. Nothing here fails a login.
 */
final class HashingTimer implements HashingObserver {

	private static final Logger logger = LoggerFactory.getLogger(HashingTimer.class);

	private final MeterRegistry registry;

	private final Timer timer;

	HashingTimer(MeterRegistry registry) {
		this.registry = registry;
		this.timer = Timer.builder("jwtauth.hashing.time")
			.description("Comparing or encoding one password, without the wait for a permit")
			.register(registry);
	}

	@Override
	public <T> T observe(Supplier<? extends T> hashing) {
		Timer.Sample sample = Timer.start(this.registry);
		try {
			return hashing.get();
		}
		finally {
			stop(sample);
		}
	}

	private void stop(Timer.Sample sample) {
		try {
			sample.stop(this.timer);
		}
		catch (RuntimeException ex) {
			logger.debug("A hash was not measured", ex);
		}
	}

}
