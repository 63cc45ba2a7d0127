package io.github.jwtauth.boot.jpa;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * What tests of the tables have in common.
 */
final class TestSchemas {

	private TestSchemas() {
	}

	/** Without a pool. */
	static DataSource dataSource(Map<String, String> database) {
		return new DriverManagerDataSource(database.get("spring.datasource.url"),
				database.get("spring.datasource.username"), database.get("spring.datasource.password"));
	}

	static SchemaFiles files(DataSource dataSource) {
		return files(dataSource, new DefaultResourceLoader());
	}

	static SchemaFiles files(DataSource dataSource, ResourceLoader resources) {
		return new SchemaFiles(resources, Dialect.of(dataSource));
	}

	/**
	 * What happens to the tables when a host starts that has that tool, or none.
	 * @return the version afterwards
	 */
	static int start(Tool tool, DataSource dataSource, ResourceLoader resources) {
		return start(tool.migration(dataSource), dataSource, resources);
	}

	static int start(@Nullable SchemaMigration migration, DataSource dataSource, ResourceLoader resources) {
		new AuthSchemaInitializer(dataSource, files(dataSource, resources),
				new AuthSchemaInitializer.Settings(DatabaseInitializationMode.ALWAYS, migration, true, true))
			.afterPropertiesSet();
		return SchemaVersion.of(dataSource);
	}

	/** Every table of the current schema, in lower case. */
	static Set<String> tablesIn(DataSource dataSource) {
		return names(dataSource).stream().map((name) -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
	}

	/** A table in the spelling of whoever made it, quoted. */
	static String spelled(DataSource dataSource, String table) {
		String quote = (Dialect.of(dataSource) == Dialect.MARIADB) ? "`" : "\"";
		return names(dataSource).stream()
			.filter(table::equalsIgnoreCase)
			.map((name) -> quote + name + quote)
			.findFirst()
			.orElseThrow();
	}

	private static List<String> names(DataSource dataSource) {
		return new JdbcTemplate(dataSource).queryForList(
				"select table_name from information_schema.tables where table_schema = " + schemaOf(dataSource),
				String.class);
	}

	private static String schemaOf(DataSource dataSource) {
		return (Dialect.of(dataSource) == Dialect.POSTGRESQL) ? "current_schema()" : "schema()";
	}

	/** The migration tool of a host, as its auto-configuration makes it. */
	enum Tool {

		NONE {

			@Override
			@Nullable SchemaMigration migration(DataSource dataSource) {
				return null;
			}

		},

		FLYWAY {

			@Override
			SchemaMigration migration(DataSource dataSource) {
				Flyway flyway = Flyway.configure()
					.dataSource(dataSource)
					.locations("classpath:host/flyway")
					.baselineOnMigrate(true)
					.baselineVersion("0")
					.load();
				flyway.migrate();
				return new FlywaySchemaMigration(flyway);
			}

		},

		LIQUIBASE {

			@Override
			SchemaMigration migration(DataSource dataSource) {
				SpringLiquibase liquibase = new SpringLiquibase();
				liquibase.setDataSource(dataSource);
				liquibase.setResourceLoader(new DefaultResourceLoader());
				liquibase.setChangeLog("classpath:host/liquibase/changelog.yaml");
				run(liquibase);
				return new LiquibaseSchemaMigration(liquibase);
			}

		};

		/** Runs the host's own migrations and gives what is to run ours. */
		abstract @Nullable SchemaMigration migration(DataSource dataSource);

		private static void run(SpringLiquibase liquibase) {
			try {
				liquibase.afterPropertiesSet();
			}
			catch (LiquibaseException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
