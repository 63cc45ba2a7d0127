package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.session.LoginSession;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * How the tables come into MariaDB, which commits each of their statements by itself, and
 * what it makes of them.
 */
class MariaDbSchemaTests {

	@Test
	void tablesCompareKeysToTheLastBlank() {
		try (TestHouse house = TestHouse.on(TestDatabases.mariaDb())) {
			assertThat(house.sql()
				.queryForList("select distinct table_collation from information_schema.tables "
						+ "where table_schema = database() and engine = 'InnoDB'", String.class))
				.containsExactly("utf8mb4_nopad_bin");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			jwtauth_account convert to character set utf8mb4 collate utf8mb4_general_ci \
			| column jwtauth_account.account_key is utf8mb4_general_ci, collation utf8mb4_nopad_bin is needed
			jwtauth_account convert to character set utf8mb4 collate utf8mb4_general_ci \
			| column jwtauth_account.email_canonical is utf8mb4_general_ci
			jwtauth_external_identity convert to character set utf8mb4 collate utf8mb4_bin \
			| column jwtauth_external_identity.external_subject is utf8mb4_bin
			jwtauth_session convert to character set utf8mb4 collate utf8mb4_general_ci \
			| column jwtauth_session.session_id is utf8mb4_general_ci
			jwtauth_session modify city varchar(128) character set latin1 \
			| column jwtauth_session.city is latin1_swedish_ci, character set utf8mb4 is needed
			jwtauth_session engine=MyISAM | table jwtauth_session is kept by MyISAM, InnoDB is needed
			jwtauth_task engine=Aria      | table jwtauth_task is kept by Aria, InnoDB is needed
			""")
	void whatMetadataDoesNotShowStopsTheStartAndIsNamed(String change, String named) {
		DataSource dataSource = dataSource(TestDatabases.mariaDb());
		TestSchemas.start(TestSchemas.Tool.NONE, dataSource, new DefaultResourceLoader());
		new JdbcTemplate(dataSource).execute("alter table " + change);
		assertThatExceptionOfType(SchemaNotReadyException.class)
			.isThrownBy(() -> TestSchemas.start(TestSchemas.Tool.NONE, dataSource, new DefaultResourceLoader()))
			.withMessageContaining("  - " + named);
	}

	@Test
	void textThatNobodyComparesMayBeOfAnyCollation() {
		DataSource dataSource = dataSource(TestDatabases.mariaDb());
		TestSchemas.start(TestSchemas.Tool.NONE, dataSource, new DefaultResourceLoader());
		new JdbcTemplate(dataSource)
			.execute("alter table jwtauth_session modify city varchar(128) character set utf8mb4"
					+ " collate utf8mb4_general_ci, add column tenant varchar(9) character set latin1");
		assertThat(TestSchemas.start(TestSchemas.Tool.NONE, dataSource, new DefaultResourceLoader())).isEqualTo(1);
	}

	@Test
	void manyNodesThatStartTogetherCreateTheTablesOnce() {
		for (int round = 0; round < 5; round++) {
			DataSource dataSource = dataSource(TestDatabases.mariaDb());
			assertThat(TestRace.of(6,
					() -> TestSchemas.start(TestSchemas.Tool.NONE, dataSource, new DefaultResourceLoader())))
				.containsOnly(1);
			assertThat(new JdbcTemplate(dataSource).queryForList("select version from jwtauth_schema_version",
					Integer.class))
				.hasSize(1);
		}
	}

	@Test
	void startThatWasInterruptedIsCompletedByTheNext() {
		Map<String, String> database = TestDatabases.mariaDb();
		try (TestHouse house = TestHouse.on(database)) {
			house.sql().execute("drop table jwtauth_session");
			house.sql().execute("delete from jwtauth_schema_version");
		}
		try (TestHouse house = TestHouse.on(database)) {
			assertThat(house.sql().queryForObject("select count(*) from jwtauth_session", Integer.class)).isZero();
		}
	}

	@Test
	void serverThatCallsItselfMySqlIsRefusedAndToldWhatToDo() {
		DataSource dataSource = dataSource(TestDatabases.with(TestDatabases.mariaDb(), "useMysqlMetadata=true"));
		assertThatIllegalStateException().isThrownBy(() -> Dialect.of(dataSource))
			.withMessageContaining("PostgreSQL, MariaDB or H2")
			.withMessageContaining("this database is MySQL")
			.withMessageContaining("mariadb-java-client")
			.withMessageContaining("useMysqlMetadata");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "useServerPrepStmts=true" })
	void everyStatementFindsItsRowsByIndex(String parameters) {
		Map<String, String> database = TestDatabases.mariaDb();
		try (TestHouse house = TestHouse.on(TestDatabases.with(database, parameters))) {
			AccountId owner = new AccountId(UUID.randomUUID());
			LoginSession session = TestRows.insertSession(house, owner);
			for (int i = 0; i < 300; i++) {
				TestRows.insertSession(house, new AccountId(UUID.randomUUID()));
			}
			house.sql().execute("analyze table jwtauth_session");
			assertThat(
					key(house, "update jwtauth_session set generation = 1 where session_id = ?", session.id().value()))
				.isEqualTo("PRIMARY");
			assertThat(key(house, "select * from jwtauth_session where account_id = ?", owner.value()))
				.isEqualTo("jwtauth_session_account");
			String since = Dialect.MARIADB.plusSeconds(Dialect.MARIADB.stableClock(), "?");
			assertThat(key(house, "select session_id from jwtauth_session where ended_at > " + since, -60))
				.isEqualTo("jwtauth_session_ended");
			assertThat(key(house, "select account_id from jwtauth_subject where changed_at > " + since, -60))
				.isEqualTo("jwtauth_subject_changed");
			assertThat(key(house, "select session_id from jwtauth_session where ended_at is null and idle_day <= ?",
					LocalDate.now(ZoneOffset.UTC)))
				.isEqualTo("jwtauth_session_idle");
			assertThat(key(house, "select session_id from jwtauth_session where absolute_expires_at <= ?",
					Times.IN_UTC.of(Instant.now())))
				.isEqualTo("jwtauth_session_absolute");
		}
	}

	@Test
	void tombstonesAreNotInTheIndexOfIdleSessions() {
		try (TestHouse house = TestHouse.on(TestDatabases.mariaDb())) {
			AccountId owner = new AccountId(UUID.randomUUID());
			Instant idle = Instant.now().minus(Duration.ofDays(3));
			LoginSession session = TestRows.insertSession(house, owner, idle, idle.plus(Duration.ofDays(10)));
			assertThat(idleDays(house)).hasSize(1).doesNotContainNull();
			house.get(SessionStore.class).end(session.id(), owner, SessionEndReason.LOGGED_OUT);
			assertThat(idleDays(house)).hasSize(1).containsOnlyNulls();
		}
	}

	private static List<Object> idleDays(TestHouse house) {
		return house.sql().query("select idle_day from jwtauth_session", (row, number) -> row.getObject(1));
	}

	private static Object key(TestHouse house, String query, Object parameter) {
		return house.sql().queryForList("explain " + query, parameter).get(0).get("key");
	}

	private static DataSource dataSource(Map<String, String> database) {
		return TestSchemas.dataSource(database);
	}

}
