package io.github.jwtauth.boot.jpa;

import javax.sql.DataSource;

import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/**
 * The few words in which the supported databases differ.
 */
enum Dialect {

	/** H2. Its {@code current_timestamp} is the time the transaction began. */
	H2("(select executing_statement_start from information_schema.sessions where session_id = session_id())",
			Times.WITH_ZONE) {

		@Override
		String plusSeconds(String time, String seconds) {
			return "dateadd('second', cast(" + seconds + " as bigint), " + time + ")";
		}

	},

	/**
	 * MariaDB. The clock is that of the statement's begin, in UTC whatever the zone of
	 * the session; {@code sysdate} would be local time, which has hours twice.
	 */
	MARIADB("utc_timestamp(6)", Times.IN_UTC) {

		@Override
		String plusSeconds(String time, String seconds) {
			return time + " + interval " + seconds + " second";
		}

	},

	/** PostgreSQL. */
	POSTGRESQL("clock_timestamp()", Times.WITH_ZONE) {

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

	/** What both MySQL and, of MariaDB, the wrong driver or option call themselves. */
	private static final String MYSQL = "MySQL has never been tried. If the server is a MariaDB, connect by its own "
			+ "driver (org.mariadb.jdbc:mariadb-java-client, jdbc:mariadb:…), without useMysqlMetadata. Otherwise: ";

	private final String clock;

	private final Times times;

	Dialect(String clock, Times times) {
		this.clock = clock;
		this.times = times;
	}

	/** How instants become columns. */
	Times times() {
		return this.times;
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
		Product product = productOf(dataSource);
		return switch (product.name()) {
			case "H2" -> H2;
			case "MariaDB" -> mariaDb(product);
			case "PostgreSQL" -> POSTGRESQL;
			default -> throw new IllegalStateException(
					"jwt-auth keeps its tables in PostgreSQL, MariaDB or H2, this database is " + product.name() + ". "
							+ (product.name().equals("MySQL") ? MYSQL : "")
							+ "Define the stores (SessionStore, SubjectStore, AccountStore, SigningKeyStore) yourself");
		};
	}

	private static Dialect mariaDb(Product product) {
		if (product.major() < 10 || (product.major() == 10 && product.minor() < 11)) {
			throw new IllegalStateException("jwt-auth needs MariaDB 10.11 or newer, this is " + product.major() + "."
					+ product.minor() + ". Upgrade it, or define the stores yourself");
		}
		return MARIADB;
	}

	private static Product productOf(DataSource dataSource) {
		try {
			return JdbcUtils.extractDatabaseMetaData(dataSource,
					(metaData) -> new Product(metaData.getDatabaseProductName(), metaData.getDatabaseMajorVersion(),
							metaData.getDatabaseMinorVersion()));
		}
		catch (MetaDataAccessException ex) {
			throw new IllegalStateException("the database does not say what it is", ex);
		}
	}

	private record Product(String name, int major, int minor) {

	}

}
