package io.github.jwtauth.boot.jpa;

import java.sql.DatabaseMetaData;

import javax.sql.DataSource;

import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/**
 * The few words in which the supported databases differ.
 */
enum Dialect {

	/** H2. Its {@code current_timestamp} is the time the transaction began. */
	H2("(select executing_statement_start from information_schema.sessions where session_id = session_id())") {

		@Override
		String plusSeconds(String time, String seconds) {
			return "dateadd('second', cast(" + seconds + " as bigint), " + time + ")";
		}

	},

	/** PostgreSQL. */
	POSTGRESQL("clock_timestamp()") {

		@Override
		String plusSeconds(String time, String seconds) {
			return time + " + make_interval(secs => " + seconds + ")";
		}

		/** Volatile functions are no index conditions. */
		@Override
		String stableClock() {
			return "statement_timestamp()";
		}

	};

	private final String clock;

	Dialect(String clock) {
		this.clock = clock;
	}

	/** The time of the statement by the database's own clock. */
	String clock() {
		return this.clock;
	}

	/** The same, in a form that an index can be asked for. */
	String stableClock() {
		return this.clock;
	}

	abstract String plusSeconds(String time, String seconds);

	static Dialect of(DataSource dataSource) {
		String product = productOf(dataSource);
		return switch (product) {
			case "H2" -> H2;
			case "PostgreSQL" -> POSTGRESQL;
			default ->
				throw new IllegalStateException("jwt-auth keeps its tables in PostgreSQL or H2, this database is "
						+ product
						+ ". Define the stores (SessionStore, SubjectStore, AccountStore, SigningKeyStore) yourself");
		};
	}

	private static String productOf(DataSource dataSource) {
		try {
			return JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getDatabaseProductName);
		}
		catch (MetaDataAccessException ex) {
			throw new IllegalStateException("the database does not say what it is", ex);
		}
	}

}
