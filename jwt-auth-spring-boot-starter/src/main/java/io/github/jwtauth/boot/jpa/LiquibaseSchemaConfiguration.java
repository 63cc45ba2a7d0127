package io.github.jwtauth.boot.jpa;

import liquibase.integration.spring.SpringLiquibase;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * In a host whose Liquibase is active. Where Flyway is, too, that one makes our tables:
 * one of them has to.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(SpringLiquibase.class)
@ConditionalOnSingleCandidate(SpringLiquibase.class)
@ConditionalOnMissingBean(SchemaMigration.class)
@ConditionalOnBooleanProperty(name = "spring.liquibase.enabled", matchIfMissing = true)
class LiquibaseSchemaConfiguration {

	@Bean
	SchemaMigration jwtAuthLiquibaseSchemaMigration(SpringLiquibase liquibase) {
		return new LiquibaseSchemaMigration(liquibase);
	}

}
