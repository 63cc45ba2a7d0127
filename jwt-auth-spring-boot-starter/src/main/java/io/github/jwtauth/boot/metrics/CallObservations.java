package io.github.jwtauth.boot.metrics;

import java.util.Locale;

import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.CallGuard;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.Ordered;

/**
 * A span for each call, inside that of the request and around those of the database and
 * of hashing. Endpoint and outcome, nothing about people. Nothing here fails a call.
 */
final class CallObservations implements CallGuard, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(CallObservations.class);

	private final ObservationRegistry registry;

	CallObservations(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 1;
	}

	@Override
	public CallEnd admit(AuthEndpoint endpoint, HttpServletRequest request) {
		try {
			String name = endpoint.name().toLowerCase(Locale.ROOT).replace('_', '-');
			Observation observation = Observation.createNotStarted("jwtauth.call", this.registry)
				.contextualName("jwtauth " + name)
				.lowCardinalityKeyValue("endpoint", name)
				.lowCardinalityKeyValue("outcome", "unknown")
				.start();
			Observation.Scope scope = observation.openScope();
			return (status, failure) -> end(observation, scope, status, failure);
		}
		catch (RuntimeException ex) {
			logger.debug("{} is not observed", endpoint, ex);
			return CallEnd.IGNORED;
		}
	}

	/** A refusal is an outcome and no error of the application. */
	private static void end(Observation observation, Observation.Scope scope, int status, @Nullable Throwable failure) {
		try {
			scope.close();
			observation.lowCardinalityKeyValue("outcome", CallOutcome.of(status, failure));
			if (status >= 500 && failure != null) {
				observation.error(failure);
			}
			observation.stop();
		}
		catch (RuntimeException ex) {
			logger.debug("A call was not observed to its end", ex);
		}
	}

}
