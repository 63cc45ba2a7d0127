package io.github.jwtauth.boot.metrics;

import io.github.jwtauth.protection.HashingObserver;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/**
 * Observations, from which the host's tracing makes spans, where it has a registry.
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
		beforeName = "io.github.jwtauth.boot.autoconfigure.JwtAuthAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
public final class JwtAuthObservationAutoConfiguration {

	@Bean
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	CallObservations jwtAuthCallObservations(ObservationRegistry registry) {
		return new CallObservations(registry);
	}

	@Bean
	HashingObserver jwtAuthHashingObservation(ObservationRegistry registry) {
		return new HashingObservation(registry);
	}

}
