package io.github.jwtauth.boot.jpa;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the doctor says about tables that somebody has changed.
 */
@ExtendWith(OutputCaptureExtension.class)
class SchemaDoctorTests {

	/** Keeps {@code tables.txt} and the SQL files from drifting apart. */
	@ParameterizedTest
	@MethodSource("io.github.jwtauth.boot.jpa.SchemaTests#databases")
	void filesMakeWhatIsExpected(Map<String, String> database) throws IOException {
		DataSource dataSource = TestSchemas.dataSource(database);
		SchemaFiles files = TestSchemas.files(dataSource);
		new AuthSchemaScripts(dataSource, files).create();

		String present = PresentTables.read(dataSource, Dialect.of(dataSource), TestSchemas.tablesIn(dataSource))
			.toString();

		Path proposal = Files.createDirectories(Path.of("target", "tables")).resolve(Dialect.of(dataSource) + ".txt");
		Files.writeString(proposal, present);
		assertThat(present).as("tables.txt; what it should be is in %s", proposal)
			.isEqualTo(files.expectedTables().toString());
	}

	@ParameterizedTest
	@MethodSource("io.github.jwtauth.boot.jpa.SchemaTests#databases")
	void changelogHasEveryFile(Map<String, String> database) throws IOException {
		SchemaFiles files = TestSchemas.files(TestSchemas.dataSource(database));
		String changelog = Files.readString(new ClassPathResource(SchemaFiles.CHANGELOG).getFile().toPath());
		assertThat(files.pathsAfter(0)).isNotEmpty()
			.allSatisfy((path) -> assertThat(changelog).contains(path.substring("db/jwtauth/".length())));
	}

	@ParameterizedTest
	@MethodSource("damages")
	void damageStopsTheStartAndIsNamed(Map<String, String> database, String damage, String named) {
		DataSource dataSource = installed(database);
		new JdbcTemplate(dataSource).execute(damage);

		assertThatExceptionOfType(SchemaNotReadyException.class).isThrownBy(() -> start(dataSource, true))
			.satisfies((failure) -> {
				FailureAnalysis analysis = new SchemaNotReadyFailureAnalyzer().analyze(failure);
				assertThat(analysis).isNotNull();
				assertThat(analysis.getDescription()).contains("  - " + named);
				assertThat(analysis.getAction()).contains("V1__jwtauth.sql");
			});
	}

	static Stream<Arguments> damages() {
		String[][] damages = { { "drop table jwtauth_task", "table jwtauth_task is missing" },
				{ "alter table jwtauth_session drop column city",
						"column jwtauth_session.city (text(128)) is missing" },
				{ "alter table jwtauth_account alter column email type varchar(64)",
						"column jwtauth_account.email is text(64), text(254) is needed" },
				{ "alter table jwtauth_session alter column amr set not null",
						"column jwtauth_session.amr is not null, and has to take null" },
				{ "alter table jwtauth_account alter column created_at drop default",
						"column jwtauth_account.created_at has lost its default" },
				{ "alter table jwtauth_subject add column tenant varchar(9) not null",
						"column jwtauth_subject.tenant is not of jwt-auth, and needs a value" },
				{ "alter table jwtauth_task drop constraint %s", "no unique index on jwtauth_task (name)" },
				{ "alter table jwtauth_session alter column created_at type timestamp",
						"column jwtauth_session.created_at is timestamp, timestamp-with-time-zone is needed" } };
		return Stream.of(TestDatabases.h2(), TestDatabases.postgres())
			.flatMap((database) -> Arrays.stream(damages)
				.map((damage) -> Arguments.of(fresh(database), spelled(damage[0], database), damage[1])));
	}

	@Test
	void uniqueIndexOnSomeRowsIsNone() {
		DataSource dataSource = installed(TestDatabases.postgres());
		JdbcTemplate sql = new JdbcTemplate(dataSource);
		sql.execute("alter table jwtauth_subject drop constraint jwtauth_subject_host_id_key");
		sql.execute("create unique index half on jwtauth_subject (host_id) where changed_at is null");
		assertThatExceptionOfType(SchemaNotReadyException.class).isThrownBy(() -> start(dataSource, true))
			.withMessageContaining("no unique index on jwtauth_subject (host_id)");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			alter table jwtauth_session add column tenant varchar(64)
			alter table jwtauth_session add column tenant varchar(64) default 'one' not null
			alter table jwtauth_session alter column city type varchar(4000)
			alter table jwtauth_session alter column generation type bigint
			create index more on jwtauth_session (city)
			alter table jwtauth_session alter column city type text
			""")
	void moreThanIsNeededIsFine(String change, CapturedOutput output) {
		Map<String, String> database = change.endsWith(" text") ? TestDatabases.postgres() : TestDatabases.h2();
		DataSource dataSource = installed(database);
		new JdbcTemplate(dataSource).execute(change);
		start(dataSource, true);
		assertThat(output).doesNotContain("differ");
	}

	@Test
	void missingIndexIsWorthAWarning(CapturedOutput output) {
		DataSource dataSource = installed(TestDatabases.postgres());
		new JdbcTemplate(dataSource).execute("drop index jwtauth_session_ended");
		new JdbcTemplate(dataSource).execute("alter table jwtauth_session alter column remember_me drop not null");
		start(dataSource, true);
		assertThat(output).contains("no index on jwtauth_session (ended_at)")
			.contains("column jwtauth_session.remember_me takes null");
	}

	@Test
	void tablesOfTheSameNameElsewhereAreNotMistakenForOurs() {
		Map<String, String> database = TestDatabases.postgres();
		DataSource dataSource = installed(database);
		JdbcTemplate sql = new JdbcTemplate(dataSource);
		String schema = sql.queryForObject("select current_schema()", String.class);
		String other = schema + "_x";
		sql.execute("create schema " + other);
		try {
			sql.execute("create table " + other + ".jwtauth_task (name varchar(3))");
			start(dataSource, true);

			sql.execute("drop table jwtauth_task");
			assertThatExceptionOfType(SchemaNotReadyException.class).isThrownBy(() -> start(dataSource, true))
				.withMessageContaining("table jwtauth_task is missing");
		}
		finally {
			sql.execute("drop schema " + other + " cascade");
		}
	}

	@Test
	void tablesFurtherDownTheSearchPathAreFound() {
		Map<String, String> database = TestDatabases.postgres();
		DataSource dataSource = installed(database);
		String schema = new JdbcTemplate(dataSource).queryForObject("select current_schema()", String.class);
		new JdbcTemplate(dataSource).execute("create schema " + schema + "_a");
		try {
			database.computeIfPresent("spring.datasource.url",
					(key, url) -> url.replace("currentSchema=" + schema, "currentSchema=" + schema + "_a," + schema));
			start(TestSchemas.dataSource(database), true);
		}
		finally {
			new JdbcTemplate(dataSource).execute("drop schema " + schema + "_a");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
			"MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE", "MODE=MariaDB", "MODE=Oracle" })
	void tablesAreRightInTheModesOfH2(String mode, CapturedOutput output) {
		Map<String, String> database = TestDatabases.h2();
		database.computeIfPresent("spring.datasource.url", (key, url) -> url + ";" + mode);
		start(installed(database), true);
		assertThat(output).doesNotContain("differ");
	}

	@Test
	void accountTableMayGoWhereItIsNotUsed() {
		DataSource dataSource = installed(TestDatabases.h2());
		new JdbcTemplate(dataSource).execute("drop table jwtauth_account");
		start(dataSource, false);
		assertThatExceptionOfType(SchemaNotReadyException.class).isThrownBy(() -> start(dataSource, true))
			.withMessageContaining("table jwtauth_account is missing");
	}

	private static DataSource installed(Map<String, String> database) {
		DataSource dataSource = TestSchemas.dataSource(database);
		TestSchemas.start((SchemaMigration) null, dataSource, new DefaultResourceLoader());
		return dataSource;
	}

	private static void start(DataSource dataSource, boolean accountTable) {
		new AuthSchemaInitializer(dataSource, TestSchemas.files(dataSource),
				new AuthSchemaInitializer.Settings(DatabaseInitializationMode.NEVER, null, false, accountTable))
			.afterPropertiesSet();
	}

	private static Map<String, String> fresh(Map<String, String> kind) {
		return kind.get("spring.datasource.url").contains(":h2:") ? TestDatabases.h2() : TestDatabases.postgres();
	}

	/** H2 has a name of its own for the primary key, and another word for the type. */
	private static String spelled(String damage, Map<String, String> database) {
		boolean h2 = database.get("spring.datasource.url").contains(":h2:");
		if (damage.contains("%s")) {
			return h2 ? "alter table jwtauth_task drop primary key" : damage.formatted("jwtauth_task_pkey");
		}
		return h2 ? damage.replace(" type ", " set data type ") : damage;
	}

}
