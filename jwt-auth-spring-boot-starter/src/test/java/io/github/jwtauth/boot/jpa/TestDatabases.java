package io.github.jwtauth.boot.jpa;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.mariadb.MariaDBContainer;

/**
 * New, empty databases, each as the properties of a data source. PostgreSQL is the server
 * of {@code JWTAUTH_TEST_POSTGRES_URL} or an embedded one, MariaDB that of
 * {@code JWTAUTH_TEST_MARIADB_URL} or a container; where there is neither, tests are
 * skipped, or fail when {@code JWTAUTH_TEST_REQUIRED} is true.
 */
public final class TestDatabases {

	private static @Nullable Map<String, String> postgres;

	private static @Nullable Map<String, String> mariaDb;

	private TestDatabases() {
	}

	public static Map<String, String> h2() {
		return properties("jdbc:h2:mem:" + name() + ";DB_CLOSE_DELAY=-1", "sa", "");
	}

	/** A schema of its own, which is dropped when the tests are over. */
	public static Map<String, String> postgres() {
		Map<String, String> base = postgresServer();
		String schema = name();
		execute(base, "create schema " + schema);
		Runtime.getRuntime().addShutdownHook(new Thread(() -> execute(base, "drop schema " + schema + " cascade")));
		String url = base.get("spring.datasource.url");
		return properties(url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema,
				base.get("spring.datasource.username"), base.get("spring.datasource.password"));
	}

	/**
	 * A database of its own, which is dropped when the tests are over. Its own character
	 * set and collation are those that nobody should have.
	 */
	public static Map<String, String> mariaDb() {
		Map<String, String> base = mariaDbServer();
		String name = name();
		execute(base, "create database " + name + " character set latin1 collate latin1_swedish_ci");
		Runtime.getRuntime().addShutdownHook(new Thread(() -> execute(base, "drop database " + name)));
		return properties(base.get("spring.datasource.url").replaceFirst("(//[^/?]+/)[^?]*", "$1" + name),
				base.get("spring.datasource.username"), base.get("spring.datasource.password"));
	}

	/** The same database by a connection with other parameters. */
	public static Map<String, String> with(Map<String, String> database, String parameters) {
		String url = database.get("spring.datasource.url");
		return properties(url + (url.contains("?") ? "&" : "?") + parameters,
				database.get("spring.datasource.username"), database.get("spring.datasource.password"));
	}

	private static synchronized Map<String, String> postgresServer() {
		if (postgres == null) {
			postgres = server("POSTGRES", "postgres", "PostgreSQL", () -> {
				EmbeddedPostgres embedded = EmbeddedPostgres.start();
				return properties(embedded.getJdbcUrl("postgres", "postgres"), "postgres", "");
			});
		}
		return postgres;
	}

	private static synchronized Map<String, String> mariaDbServer() {
		if (mariaDb == null) {
			mariaDb = server("MARIADB", "root", "MariaDB", () -> {
				MariaDBContainer container = new MariaDBContainer("mariadb:10.11").withUsername("root");
				container.start();
				return properties(container.getJdbcUrl(), "root", container.getPassword());
			});
		}
		return mariaDb;
	}

	private static Map<String, String> server(String variable, String user, String product, Substitute substitute) {
		String prefix = "JWTAUTH_TEST_" + variable;
		String url = System.getenv(prefix + "_URL");
		if (url != null) {
			return properties(url, Objects.requireNonNullElse(System.getenv(prefix + "_USER"), user),
					Objects.requireNonNullElse(System.getenv(prefix + "_PASSWORD"), ""));
		}
		try {
			return substitute.start();
		}
		catch (IOException | RuntimeException ex) {
			String message = "no " + product + ": " + prefix + "_URL is not set and there is no substitute";
			if (Boolean.parseBoolean(System.getenv("JWTAUTH_TEST_REQUIRED"))) {
				return Assertions.fail(message, ex);
			}
			Assumptions.abort(message + " (" + ex + ")");
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, String> properties(String url, String user, String password) {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put("spring.datasource.url", url);
		properties.put("spring.datasource.username", user);
		properties.put("spring.datasource.password", password);
		return properties;
	}

	private static void execute(Map<String, String> database, String sql) {
		try (Connection connection = DriverManager.getConnection(database.get("spring.datasource.url"),
				database.get("spring.datasource.username"), database.get("spring.datasource.password"));
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(sql, ex);
		}
	}

	private static String name() {
		return "t" + UUID.randomUUID().toString().replace("-", "");
	}

	/**
	 * Each product, for tests that run on all of them: where one is missing, the others
	 * are tested nevertheless.
	 */
	public enum Product {

		H2, MARIADB, POSTGRESQL;

		public Map<String, String> create() {
			return switch (this) {
				case H2 -> h2();
				case MARIADB -> mariaDb();
				case POSTGRESQL -> postgres();
			};
		}

	}

	private interface Substitute {

		Map<String, String> start() throws IOException;

	}

}
