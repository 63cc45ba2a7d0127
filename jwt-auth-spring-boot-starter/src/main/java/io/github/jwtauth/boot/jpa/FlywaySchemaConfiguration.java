package io.github.jwtauth.boot.jpa;

import org.flywaydb.core.Flyway;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * In a host whose Flyway is active.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(Flyway.class)
@ConditionalOnSingleCandidate(Flyway.class)
@ConditionalOnBooleanProperty(name = "spring.flyway.enabled", matchIfMissing = true)
class FlywaySchemaConfiguration {

	@Bean
	SchemaMigration jwtAuthFlywaySchemaMigration(Flyway flyway) {
		return new FlywaySchemaMigration(flyway);
	}

}
