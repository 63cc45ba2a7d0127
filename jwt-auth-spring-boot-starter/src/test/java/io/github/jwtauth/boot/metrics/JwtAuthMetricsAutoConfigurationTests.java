package io.github.jwtauth.boot.metrics;

import java.util.function.Supplier;

import io.github.jwtauth.boot.TestStarter;
import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.protection.HashingBulkhead;
import io.github.jwtauth.protection.HashingObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class JwtAuthMetricsAutoConfigurationTests {

	private final WebApplicationContextRunner runner = TestStarter.runner()
		.withConfiguration(AutoConfigurations.of(JwtAuthMetricsAutoConfiguration.class,
				JwtAuthObservationAutoConfiguration.class));

	@Test
	void aHostWithoutMicrometerStarts() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(CallMeters.class)
				.doesNotHaveBean(HashingObserver.class));
	}

	@Test
	void nothingIsMeasuredOrObservedWithoutARegistry() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(CallMeters.class)
			.doesNotHaveBean(CallObservations.class)
			.doesNotHaveBean(HashingObserver.class));
	}

	@Test
	void gaugesTellWhatIsSo() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			context.getBean(MeterBinder.class).bindTo(registry);
			HashingBulkhead bulkhead = context.getBean(HashingBulkhead.class);
			Supplier<Double> running = () -> registry.get("jwtauth.hashing.running").gauge().value();
			assertThat(bulkhead.<Double>run(running)).isEqualTo(1.0);
			assertThat(running.get()).isZero();
			assertThat(registry.get("jwtauth.hashing.time").timer().count()).isEqualTo(1);
			assertThat(registry.get("jwtauth.hashing.queue").gauge().value()).isZero();
			assertThat(registry.get("jwtauth.sessions.live").gauge().value()).isZero();
			assertThat(registry.get("jwtauth.key.age").gauge().value()).isBetween(0.0, 60.0);
			// nobody has read the feed in this context
			assertThat(registry.get("jwtauth.revocation.feed.age").gauge().value()).isNaN();
			assertThat(registry.find("jwtauth.mail.pending").gauge()).isNull();
		});
	}

	@Test
	void callsAndHashesAreObserved() {
		StringBuilder seen = new StringBuilder();
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {

			@Override
			public void onStop(Observation.Context context) {
				String parent = (context.getParentObservation() != null)
						? context.getParentObservation().getContextView().getName() : "nothing";
				seen.append(context.getName()).append(' ').append(context.getLowCardinalityKeyValues());
				seen.append(" in ").append(parent).append('\n');
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		});
		this.runner.withBean(ObservationRegistry.class, () -> registry).run((context) -> {
			CallObservations calls = context.getBean(CallObservations.class);
			var end = calls.admit(AuthEndpoint.LOGIN, new MockHttpServletRequest());
			context.getBean(HashingBulkhead.class).run(() -> true);
			end.ended(200, null);
			assertThat(registry.getCurrentObservation()).isNull();
		});
		assertThat(seen.toString()).isEqualTo("""
				jwtauth.hash [] in jwtauth.call
				jwtauth.call [keyValue(endpoint=login),keyValue(outcome=success)] in nothing
				""");
	}

}
