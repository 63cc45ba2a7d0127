package io.github.jwtauth.boot.actuator;

import java.util.Map;

import io.github.jwtauth.boot.TestStarter;
import io.github.jwtauth.boot.http.HealthCheck;
import io.github.jwtauth.boot.http.JwtAuthDoctorAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the actuator has of ours, and when it has nothing (requirement R-91).
 */
class JwtAuthActuatorAutoConfigurationTests {

	private final WebApplicationContextRunner runner = TestStarter.runner()
		.withConfiguration(AutoConfigurations.of(JwtAuthDoctorAutoConfiguration.class,
				JwtAuthDoctorEndpointAutoConfiguration.class, JwtAuthHealthAutoConfiguration.class));

	@Test
	void aHostWithoutTheActuatorStarts() {
		this.runner
			.withClassLoader(
					new FilteredClassLoader("org.springframework.boot.actuate", "org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("jwtAuthDoctorEndpoint")
				.doesNotHaveBean("jwtAuthHealthIndicator")
				.hasBean("jwtAuthDoctor"));
	}

	@Test
	void theDoctorIsNotExposedUntilTheHostExposesIt() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(DoctorEndpoint.class));
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=jwtauth")
			.run((context) -> assertThat(context).hasSingleBean(DoctorEndpoint.class));
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=jwtauth",
					"management.endpoint.jwtauth.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(DoctorEndpoint.class));
	}

	@Test
	void healthIsThatOfTheEndpointWithNamesOnly() {
		TestCheck check = new TestCheck();
		this.runner.withBean(HealthCheck.class, () -> check).run((context) -> {
			Health up = context.getBean(HealthIndicator.class).health();
			assertThat(up.getStatus()).isEqualTo(Status.UP);
			assertThat(up.getDetails()).isEqualTo(Map.of("kiosk", "up"));
		});
		check.up = false;
		this.runner.withBean(HealthCheck.class, () -> check).run((context) -> {
			Health degraded = context.getBean(HealthIndicator.class).health();
			assertThat(degraded.getStatus()).isEqualTo(Status.UP);
			assertThat(degraded.getDetails()).isEqualTo(Map.of("kiosk", "down"));
		});
		check.essential = true;
		this.runner.withBean(HealthCheck.class, () -> check)
			.run((context) -> assertThat(context.getBean(HealthIndicator.class).health().getStatus())
				.isEqualTo(Status.DOWN));
	}

	@Test
	void theIndicatorCanBeSwitchedOff() {
		this.runner.withPropertyValues("management.health.jwtAuth.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
	}

	private static final class TestCheck implements HealthCheck {

		private volatile boolean up = true;

		private volatile boolean essential;

		@Override
		public String name() {
			return "kiosk";
		}

		@Override
		public boolean isEssential() {
			return this.essential;
		}

		@Override
		public boolean isUp() {
			return this.up;
		}

	}

}
