package io.github.jwtauth.boot.jpa;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.jwtauth.boot.jpa.JpaHostTests.PlainHost;
import io.github.jwtauth.host.Note;
import io.github.jwtauth.host.NoteRepository;
import io.github.jwtauth.token.SigningKeyStore;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.jdbc.core.ColumnMapRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Hosts with Flyway or Liquibase: theirs migrates their tables as before, ours comes
 * after and migrates ours (decision 18).
 */
class SchemaMigrationTests {

	/** What every host needs that adds Flyway to tables that are there. */
	private static final String[] BASELINE = { "spring.flyway.baseline-on-migrate=true",
			"spring.flyway.baseline-version=0" };

	private static final String DEFAULT = "jwtauth.schema.initialize=embedded";

	@ParameterizedTest
	@MethodSource("hosts")
	void toolOfTheHostMakesOurTablesAfterItsOwn(String tool, Map<String, String> database) {
		for (int start = 0; start < 2; start++) {
			try (TestHouse house = start(tool, database, DEFAULT)) {
				NoteRepository notes = house.get(NoteRepository.class);
				notes.save(new Note("mine"));
				assertThat(notes.count()).isEqualTo(start + 1);
				assertThat(house.get(SigningKeyStore.class).findAll()).isEmpty();
				assertHistories(house, tool);
				assertThat(house.context().getBeansOfType(Flyway.class)).hasSize(tool.equals("flyway") ? 1 : 0);
				assertThat(house.context().getBeansOfType(SpringLiquibase.class))
					.hasSize(tool.equals("liquibase") ? 1 : 0);
			}
		}
	}

	static Stream<Arguments> hosts() {
		return Stream.of(Arguments.of("flyway", TestDatabases.postgres()), Arguments.of("flyway", TestDatabases.h2()),
				Arguments.of("flyway", TestDatabases.mariaDb()), Arguments.of("liquibase", TestDatabases.postgres()),
				Arguments.of("liquibase", TestDatabases.h2()), Arguments.of("liquibase", TestDatabases.mariaDb()));
	}

	private static void assertHistories(TestHouse house, String tool) {
		if (tool.equals("flyway")) {
			assertThat(history(house, "flyway_schema_history")).filteredOn("type", "SQL")
				.extracting("script")
				.containsExactly("V1__notes.sql", "V2__index.sql");
			assertThat(history(house, "jwtauth_flyway_history")).filteredOn("type", "SQL")
				.extracting("script", String.class)
				.singleElement()
				.asString()
				.endsWith("/V1__jwtauth.sql");
		}
		else {
			assertThat(history(house, "databasechangelog")).extracting("author").containsExactly("host", "host");
			assertThat(history(house, "jwtauth_databasechangelog")).extracting("id").containsExactly("1");
		}
	}

	/** Each tool spells its names in its own way on each database. */
	private static List<Map<String, Object>> history(TestHouse house, String table) {
		DataSource dataSource = house.get(DataSource.class);
		return house.sql().query("select * from " + TestSchemas.spelled(dataSource, table), new ColumnMapRowMapper() {

			@Override
			protected String getColumnKey(String column) {
				return column.toLowerCase(Locale.ROOT);
			}

		});
	}

	@Test
	void whereBothToolsRunFlywayMakesOurs() {
		Map<String, String> database = TestDatabases.h2();
		start("flyway,liquibase", database, BASELINE).close();
		assertThat(TestSchemas.tablesIn(TestSchemas.dataSource(database)))
			.contains("jwtauth_flyway_history", "jwtauth_session", "databasechangelog")
			.doesNotContain("jwtauth_databasechangelog");
	}

	@ParameterizedTest
	@CsvSource({ "flyway, spring.flyway, ''", "liquibase, spring.liquibase, ''", "flyway, spring.flyway, dataSource",
			"liquibase, spring.liquibase, dataSource" })
	void migrationsUseTheConnectionThatTheHostHasForThem(String tool, String prefix, String chosen) {
		Map<String, String> database = TestDatabases.h2();
		JdbcTemplate owner = new JdbcTemplate(TestSchemas.dataSource(database));
		owner.execute("create user app password 'app'");
		owner.execute("grant select, insert, update, delete on schema public to app");
		Map<String, String> limited = new HashMap<>(database);
		// only the owner may set options
		limited.computeIfPresent("spring.datasource.url", (key, url) -> url.replace(";DB_CLOSE_DELAY=-1", ""));
		limited.put("spring.datasource.username", "app");
		limited.put("spring.datasource.password", "app");
		assertThatThrownBy(() -> TestHouse.on(limited)).hasStackTraceContaining("create table");

		try (TestHouse house = start(tool, limited, prefix + ".user=sa", prefix + ".password=",
				"jwtauth.data-source=" + chosen)) {
			assertThat(house.get(SigningKeyStore.class).findAll()).isEmpty();
		}
	}

	@Test
	void connectionThatLeadsElsewhereIsToldApart() {
		String elsewhere = TestDatabases.h2().get("spring.datasource.url");
		assertThatThrownBy(
				() -> start("flyway", TestDatabases.h2(), "spring.flyway.url=" + elsewhere, "spring.flyway.user=sa"))
			.satisfies((failure) -> {
				FailureAnalysis analysis = new SchemaNotReadyFailureAnalyzer().analyze(failure);
				assertThat(analysis).isNotNull();
				assertThat(analysis.getDescription()).contains("over the connection of Flyway");
				assertThat(analysis.getAction()).contains("jwtauth.schema.initialize=never")
					.contains("db/jwtauth/h2/V1__jwtauth.sql");
			});
	}

	@Test
	void schemaOfTheHostsMigrationsIsOurs() {
		Map<String, String> database = TestDatabases.h2();
		String inApp = database.get("spring.datasource.url") + ";SCHEMA=APP";
		new JdbcTemplate(TestSchemas.dataSource(database)).execute("create schema app");
		database.put("spring.datasource.url", inApp);
		try (TestHouse house = start("flyway", database, "spring.flyway.default-schema=APP")) {
			assertThat(house.sql()
				.queryForList(
						"select table_schema from information_schema.tables"
								+ " where lower(table_name) in ('jwtauth_session', 'jwtauth_flyway_history')",
						String.class))
				.containsExactly("APP", "APP");
		}
	}

	@Test
	void switchedOffToolLeavesTheTablesToTheScripts() {
		Map<String, String> database = TestDatabases.h2();
		TestHouse.on(database, DEFAULT, "spring.flyway.enabled=false").close();
		assertThat(TestSchemas.tablesIn(TestSchemas.dataSource(database))).contains("jwtauth_session")
			.doesNotContain("jwtauth_flyway_history");
	}

	@ParameterizedTest
	@ValueSource(strings = { "flyway", "liquibase" })
	void neverKeepsTheToolAwayFromOurTables(String tool) {
		Map<String, String> database = TestDatabases.h2();
		assertThatThrownBy(() -> start(tool, database, "jwtauth.schema.initialize=never"))
			.hasRootCauseInstanceOf(SchemaNotReadyException.class);
		assertThat(TestSchemas.tablesIn(TestSchemas.dataSource(database)))
			.noneMatch((table) -> table.startsWith("jwtauth"));
	}

	@Test
	void hostThatAddsFlywayLaterKeepsItsData() {
		Map<String, String> database = TestDatabases.postgres();
		try (TestHouse house = TestHouse.on(database)) {
			house.sql().update("insert into jwtauth_task values ('old', gen_random_uuid(), now())");
		}
		try (TestHouse house = start("flyway", database, BASELINE)) {
			assertThat(house.sql().queryForList("select name from jwtauth_task", String.class)).containsExactly("old");
		}
	}

	private static TestHouse start(String tools, Map<String, String> database, String... more) {
		String[] properties = Stream
			.concat(Stream.of("spring.profiles.active=" + tools, "spring.flyway.locations=classpath:host/flyway",
					"spring.liquibase.change-log=classpath:host/liquibase/changelog.yaml"), Stream.of(more))
			.toArray(String[]::new);
		return TestHouse.on(database, List.of(PlainHost.class), properties);
	}

}
