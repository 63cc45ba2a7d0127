package io.github.jwtauth.boot.autoconfigure;

import javax.sql.DataSource;

import io.github.jwtauth.boot.AuthDataSource;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;

/**
 * The database of the tables, or why it cannot be told which one that is. Neither where
 * there is no database at all.
 *
 * @param dataSource its data source
 * @param problem what the host has to say
 */
record ChosenDatabase(@Nullable DataSource dataSource, @Nullable ConfigurationProblem problem) {

	/** Stores of the host's own leave only its database to look at, if there is one. */
	static ChosenDatabase of(BeanFactory beanFactory) {
		AuthDataSource choice = beanFactory.getBeanProvider(AuthDataSource.class).getIfAvailable();
		if (choice == null) {
			return new ChosenDatabase(beanFactory.getBeanProvider(DataSource.class).getIfUnique(), null);
		}
		try {
			return new ChosenDatabase(choice.get(), null);
		}
		catch (InvalidPropertyException ex) {
			return new ChosenDatabase(null,
					new ConfigurationProblem(ex.property(), ex.problem() + ": " + ex.fix(), null));
		}
	}

}
