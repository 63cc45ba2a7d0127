package io.github.jwtauth.boot.autoconfigure;

import javax.sql.DataSource;

import io.github.jwtauth.boot.AuthDataSource;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * The database of the tables, or why it cannot be told which one that is. Neither where
 * there is no database at all.
 *
 * @param dataSource its data source
 * @param problem what the host has to say
 */
record ChosenDatabase(@Nullable DataSource dataSource, @Nullable ConfigurationProblem problem) {

	static ChosenDatabase of(ObjectProvider<AuthDataSource> provider) {
		AuthDataSource choice = provider.getIfAvailable();
		if (choice == null) {
			return new ChosenDatabase(null, null);
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
