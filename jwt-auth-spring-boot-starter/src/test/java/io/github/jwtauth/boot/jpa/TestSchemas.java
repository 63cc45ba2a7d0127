package io.github.jwtauth.boot.jpa;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

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

	/** Every table of the current schema. */
	static Set<String> tablesIn(DataSource dataSource) {
		Set<String> tables = new HashSet<>();
		new JdbcTemplate(dataSource)
			.queryForList(
					"select table_name from information_schema.tables where table_schema = " + schemaOf(dataSource),
					String.class)
			.forEach((name) -> tables.add(name.toLowerCase(Locale.ROOT)));
		return tables;
	}

	private static String schemaOf(DataSource dataSource) {
		return (Dialect.of(dataSource) == Dialect.POSTGRESQL) ? "current_schema()" : "schema()";
	}

}
