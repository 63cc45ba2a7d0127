package io.github.jwtauth.boot.metrics;

import java.util.function.Supplier;

import io.github.jwtauth.protection.HashingObserver;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/**
 * A span for each password hash, without the wait for it.
 */
final class HashingObservation implements HashingObserver {

	private final ObservationRegistry registry;

	HashingObservation(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public <T> T observe(Supplier<? extends T> hashing) {
		Observation observation = Observation.start("jwtauth.hash", this.registry);
		Observation.Scope scope = observation.openScope();
		try {
			return hashing.get();
		}
		finally {
			scope.close();
			observation.stop();
		}
	}

}
