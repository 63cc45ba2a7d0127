package io.github.jwtauth.boot.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Whether anybody has made our tables, or will. Told together with everything else that
 * is missing, instead of by the first statement that fails.
 */
final class SchemaRequirement {

	private static final String PROPERTY = "jwtauth.schema.initialize";

	/** By name, because neither has to be on the class path. */
	private static final List<String> MIGRATION_TOOLS = List.of("org.flywaydb.core.Flyway",
			"liquibase.integration.spring.SpringLiquibase");

	private SchemaRequirement() {
	}

	/**
	 * Looks for the tables.
	 * @param environment tells whether the host has decided
	 * @param embedded then the tables are made anyway
	 * @param dataSource where to look
	 * @param beanFactory knows the host's beans: its migration tool makes the tables
	 * @return what is missing, or {@code null}
	 */
	static @Nullable ConfigurationProblem check(Environment environment, Embedded embedded,
			@Nullable DataSource dataSource, ListableBeanFactory beanFactory) {
		if (dataSource == null || embedded.inMemory() || environment.containsProperty(PROPERTY)
				|| MIGRATION_TOOLS.stream().anyMatch((tool) -> isActive(tool, beanFactory))
				|| tablesExist(dataSource)) {
			return null;
		}
		return new ConfigurationProblem(PROPERTY, "the tables jwtauth_* are missing from the database",
				PROPERTY + "=always");
	}

	/** Without making the tool: it may be the first that touches the database. */
	private static boolean isActive(String tool, ListableBeanFactory beanFactory) {
		ClassLoader loader = SchemaRequirement.class.getClassLoader();
		return ClassUtils.isPresent(tool, loader)
				&& beanFactory.getBeanNamesForType(ClassUtils.resolveClassName(tool, loader), true, false).length > 0;
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
