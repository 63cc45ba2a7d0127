package io.github.jwtauth.boot.metrics;

import java.util.List;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host's tracing fails no login.
 */
class HashingObservationTests {

	private final ObservationRegistry registry = ObservationRegistry.create();

	@ParameterizedTest
	@ValueSource(strings = { "start", "opened", "closed", "stop" })
	void aHandlerThatFailsFailsNoHash(String step) {
		this.registry.observationConfig().observationHandler(new Failing(step));
		String result = new HashingObservation(this.registry).observe(() -> "hashed");
		assertThat(result).isEqualTo("hashed");
		assertThat(this.registry.getCurrentObservationScope()).isNull();
	}

	@Test
	void aHashIsASpanAroundTheWork() {
		this.registry.observationConfig().observationHandler((context) -> true);
		List<String> seen = new HashingObservation(this.registry)
			.observe(() -> List.of(this.registry.getCurrentObservation().getContext().getName()));
		assertThat(seen).containsExactly("jwtauth.hash");
		assertThat(this.registry.getCurrentObservationScope()).isNull();
	}

	private record Failing(String step) implements ObservationHandler<Observation.Context> {

		@Override
		public void onStart(Observation.Context context) {
			fail("start");
		}

		@Override
		public void onScopeOpened(Observation.Context context) {
			fail("opened");
		}

		@Override
		public void onScopeClosed(Observation.Context context) {
			fail("closed");
		}

		@Override
		public void onStop(Observation.Context context) {
			fail("stop");
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

		private void fail(String at) {
			if (at.equals(this.step)) {
				throw new IllegalStateException(at);
			}
		}

	}

}
