package io.github.jwtauth.boot.jpa;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.jwtauth.TestRace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SchemaTests {

	static Stream<Map<String, String>> databases() {
		return Stream.of(TestDatabases.h2(), TestDatabases.postgres(), TestDatabases.mariaDb());
	}

	@ParameterizedTest
	@MethodSource("databases")
	void hibernateFindsWhatItExpectsAtEveryStart(Map<String, String> database) {
		for (int start = 0; start < 2; start++) {
			try (TestHouse house = TestHouse.on(database, "spring.jpa.hibernate.ddl-auto=validate")) {
				assertThat(house.sql().queryForList("select version from jwtauth_schema_version", Integer.class))
					.containsExactly(1);
			}
		}
	}

	@Test
	void inMemoryDatabaseIsInitializedWithoutBeingAsked() {
		try (TestHouse house = TestHouse.on(TestDatabases.h2(), "jwtauth.schema.initialize=embedded")) {
			assertThat(house.sql().queryForObject("select count(*) from jwtauth_session", Integer.class)).isZero();
		}
	}

	@ParameterizedTest
	@MethodSource("missing")
	void missingTablesStopTheStartAndSayWhatToDo(Map<String, String> database, String mode, String script) {
		assertThatThrownBy(() -> TestHouse.on(database, "jwtauth.schema.initialize=" + mode)).satisfies((failure) -> {
			FailureAnalysis analysis = new SchemaNotReadyFailureAnalyzer().analyze(failure);
			assertThat(analysis).isNotNull();
			assertThat(analysis.getAction()).contains("jwtauth.schema.initialize=always").contains(script);
		});
	}

	static Stream<Arguments> missing() {
		return Stream.of(Arguments.of(TestDatabases.h2(), "never", "db/jwtauth/h2/V1__jwtauth.sql"),
				Arguments.of(TestDatabases.postgres(), "embedded", "db/jwtauth/postgresql/V1__jwtauth.sql"),
				Arguments.of(TestDatabases.mariaDb(), "embedded", "db/jwtauth/mariadb/V1__jwtauth.sql"));
	}

	@Test
	void olderTablesStopTheStartAndSayWhatToDo() { // decision 18
		Map<String, String> database = TestDatabases.h2();
		try (TestHouse house = TestHouse.on(database)) {
			house.sql().update("update jwtauth_schema_version set version = version - 1");
			assertThatThrownBy(() -> TestHouse.on(database, "jwtauth.schema.initialize=never"))
				.hasRootCauseInstanceOf(SchemaNotReadyException.class);
		}
	}

	@Test
	void manyNodesThatStartTogetherCreateTheTablesOnce() {
		Map<String, String> database = TestDatabases.postgres();
		DataSource dataSource = TestSchemas.dataSource(database);
		List<Boolean> started = TestRace.of(6, () -> {
			new AuthSchemaInitializer(dataSource, TestSchemas.files(dataSource),
					new AuthSchemaInitializer.Settings(DatabaseInitializationMode.ALWAYS, null, false, true))
				.afterPropertiesSet();
			return true;
		});
		assertThat(started).containsOnly(true);
		assertThat(new JdbcTemplate(dataSource).queryForObject("select count(*) from jwtauth_schema_version",
				Integer.class))
			.isEqualTo(1);
	}

}
