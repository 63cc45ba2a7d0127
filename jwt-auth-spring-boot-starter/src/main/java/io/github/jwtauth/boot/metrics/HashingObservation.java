package io.github.jwtauth.boot.metrics;

import java.util.function.Supplier;

import io.github.jwtauth.protection.HashingObserver;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A span for each password hash, without the wait for it. Nothing here fails a login.
 */
final class HashingObservation implements HashingObserver {

	private static final Logger logger = LoggerFactory.getLogger(HashingObservation.class);

	private final ObservationRegistry registry;

	HashingObservation(ObservationRegistry registry) {
		this.registry = registry;
	}

	/** A handler that fails may leave its scope behind. */
	@Override
	public <T> T observe(Supplier<? extends T> hashing) {
		Observation.Scope before = this.registry.getCurrentObservationScope();
		Observation observation = begin();
		try {
			return hashing.get();
		}
		finally {
			end(observation);
			this.registry.setCurrentObservationScope(before);
		}
	}

	private @Nullable Observation begin() {
		try {
			Observation observation = Observation.start("jwtauth.hash", this.registry);
			observation.openScope();
			return observation;
		}
		catch (RuntimeException ex) {
			logger.debug("A hash is not observed", ex);
			return null;
		}
	}

	private void end(@Nullable Observation observation) {
		if (observation == null) {
			return;
		}
		try {
			Observation.Scope scope = this.registry.getCurrentObservationScope();
			if (scope != null) {
				scope.close();
			}
			observation.stop();
		}
		catch (RuntimeException ex) {
			logger.debug("A hash was not observed to its end", ex);
		}
	}

}
