package io.github.jwtauth.boot.autoconfigure;

import java.util.Set;

import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/**
 * Makes everything that touches the database wait for the check of the configuration, so
 * that one message tells all that is missing before a mapping fails on a missing table.
 */
final class CoreSettingsDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

	@Override
	protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
		return Set.of(CoreSettings.class);
	}

	@Override
	public int getOrder() {
		return 0;
	}

}
