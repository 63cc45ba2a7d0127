package io.github.jwtauth.boot.actuator;

import io.github.jwtauth.boot.http.HealthReports;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * The health indicator {@code jwtAuth} in the host's actuator.
 */
@AutoConfiguration(afterName = "io.github.jwtauth.boot.web.JwtAuthWebAutoConfiguration",
		beforeName = "org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration")
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(HealthReports.class)
public final class JwtAuthHealthAutoConfiguration {

	/** The condition stands here: on the class it would be read where it is missing. */
	@Bean
	@ConditionalOnEnabledHealthIndicator("jwtAuth")
	@ConditionalOnMissingBean(name = "jwtAuthHealthIndicator")
	HealthIndicator jwtAuthHealthIndicator(HealthReports reports) {
		return new ChecksHealthIndicator(reports);
	}

}
