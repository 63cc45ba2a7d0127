package io.github.jwtauth.benchmarks.http;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The processes that PostgreSQL runs for the application and for itself, where they are
 * on this machine.
 */
final class DatabaseProcesses {

	private static final String MARIADB = "mariadbd";

	private DatabaseProcesses() {
	}

	/** Empty for a database inside the application. */
	static List<Long> find(Options options) throws SQLException {
		if (options.database().startsWith("jdbc:mariadb:")) {
			return ProcessHandle.allProcesses()
				.filter((process) -> process.info().command().filter((path) -> path.endsWith(MARIADB)).isPresent())
				.map(ProcessHandle::pid)
				.toList();
		}
		return options.database().startsWith("jdbc:postgresql:") ? postgres(options) : List.of();
	}

	private static List<Long> postgres(Options options) throws SQLException {
		List<Long> pids = new ArrayList<>();
		try (Connection connection = DriverManager.getConnection(options.database(), options.user(),
				options.password());
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select pid from pg_stat_activity where pid <> pg_backend_pid()"
						+ " and (datname = current_database() or backend_type <> 'client backend')")) {
			while (rows.next()) {
				long pid = rows.getLong(1);
				if (ProcessHandle.of(pid).isPresent()) {
					pids.add(pid);
				}
			}
		}
		return pids;
	}

}
