package io.github.jwtauth.boot.jpa;

import java.util.Set;

import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/**
 * Makes everything that needs the tables wait for them, and them wait for the host's
 * migrations: a migration tool refuses a database that has tables before it came.
 */
final class AuthSchemaInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

	/** After Flyway and Liquibase, before plain scripts. */
	private static final int ORDER = 100;

	@Override
	protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
		return Set.of(AuthSchemaInitializer.class);
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

}
