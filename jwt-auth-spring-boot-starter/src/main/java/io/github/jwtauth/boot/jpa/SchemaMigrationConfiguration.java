package io.github.jwtauth.boot.jpa;

import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Which migration tool is active in the host. Where both are, Flyway makes our tables:
 * one of them has to.
 */
@Configuration(proxyBeanMethods = false)
@Import({ SchemaMigrationConfiguration.WithFlyway.class, SchemaMigrationConfiguration.WithLiquibase.class })
class SchemaMigrationConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Flyway.class)
	@ConditionalOnSingleCandidate(Flyway.class)
	@ConditionalOnBooleanProperty(name = "spring.flyway.enabled", matchIfMissing = true)
	static class WithFlyway {

		@Bean
		SchemaMigration jwtAuthSchemaMigration(Flyway flyway) {
			return new FlywaySchemaMigration(flyway);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SpringLiquibase.class)
	@ConditionalOnSingleCandidate(SpringLiquibase.class)
	@ConditionalOnMissingBean(SchemaMigration.class)
	@ConditionalOnBooleanProperty(name = "spring.liquibase.enabled", matchIfMissing = true)
	static class WithLiquibase {

		@Bean
		SchemaMigration jwtAuthSchemaMigration(SpringLiquibase liquibase) {
			return new LiquibaseSchemaMigration(liquibase);
		}

	}

}
