package io.github.jwtauth.boot.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * Whether anybody has made our tables, or will. Told together with everything else that
 * is missing, instead of by the first statement that fails.
 */
final class SchemaRequirement {

	private static final String PROPERTY = "jwtauth.schema.initialize";

	private SchemaRequirement() {
	}

	/**
	 * Looks for the tables.
	 * @param environment tells whether the host has decided
	 * @param embedded then the tables are made anyway
	 * @param dataSource where to look
	 * @return what is missing, or {@code null}
	 */
	static @Nullable ConfigurationProblem check(Environment environment, Embedded embedded,
			@Nullable DataSource dataSource) {
		if (dataSource == null || embedded.inMemory() || environment.containsProperty(PROPERTY)
				|| tablesExist(dataSource)) {
			return null;
		}
		return new ConfigurationProblem(PROPERTY, "the tables jwtauth_* are missing from the database",
				PROPERTY + "=always");
	}

	/** A database that does not answer is somebody else's message. */
	private static boolean tablesExist(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection()) {
			return canSelect(connection);
		}
		catch (SQLException ex) {
			return true;
		}
	}

	private static boolean canSelect(Connection connection) {
		try (Statement statement = connection.createStatement()) {
			statement.execute("select 1 from jwtauth_schema_version where 1 = 0");
			return true;
		}
		catch (SQLException ex) {
			return false;
		}
	}

}
