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

/**
 * New, empty databases, each as the properties of a data source. PostgreSQL is the server
 * of {@code JWTAUTH_TEST_POSTGRES_URL} or an embedded one; where there is neither, tests
 * are skipped, or fail when {@code JWTAUTH_TEST_REQUIRED} is true.
 */
public final class TestDatabases {

	private static @Nullable Map<String, String> server;

	private TestDatabases() {
	}

	public static Map<String, String> h2() {
		return properties("jdbc:h2:mem:" + name() + ";DB_CLOSE_DELAY=-1", "sa", "");
	}

	/** A schema of its own, which is dropped when the tests are over. */
	public static Map<String, String> postgres() {
		Map<String, String> base = server();
		String schema = name();
		execute(base, "create schema " + schema);
		Runtime.getRuntime().addShutdownHook(new Thread(() -> execute(base, "drop schema " + schema + " cascade")));
		String url = base.get("spring.datasource.url");
		return properties(url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema,
				base.get("spring.datasource.username"), base.get("spring.datasource.password"));
	}

	private static synchronized Map<String, String> server() {
		if (server == null) {
			server = findServer();
		}
		return server;
	}

	private static Map<String, String> findServer() {
		String url = System.getenv("JWTAUTH_TEST_POSTGRES_URL");
		if (url != null) {
			return properties(url, Objects.requireNonNullElse(System.getenv("JWTAUTH_TEST_POSTGRES_USER"), "postgres"),
					Objects.requireNonNullElse(System.getenv("JWTAUTH_TEST_POSTGRES_PASSWORD"), ""));
		}
		try {
			EmbeddedPostgres embedded = EmbeddedPostgres.start();
			return properties(embedded.getJdbcUrl("postgres", "postgres"), "postgres", "");
		}
		catch (IOException | RuntimeException ex) {
			String message = "no PostgreSQL: JWTAUTH_TEST_POSTGRES_URL is not set and none could be embedded";
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

}
