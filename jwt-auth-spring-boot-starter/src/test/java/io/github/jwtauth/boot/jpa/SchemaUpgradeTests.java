package io.github.jwtauth.boot.jpa;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.jwtauth.TestRace;
import io.github.jwtauth.boot.jpa.TestSchemas.Tool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * From one version of the tables to the next, whoever made the first and whoever makes
 * the second.
 */
class SchemaUpgradeTests {

	private static final ResourceLoader NOW = new DefaultResourceLoader();

	private static final ResourceLoader NEXT = TestNextVersion.resources();

	/** Ten seconds otherwise. */
	@BeforeAll
	static void askForTheLockEverySecond() {
		System.setProperty("liquibase.changelogLockPollRate", "1");
	}

	@AfterAll
	static void askAsUsual() {
		System.clearProperty("liquibase.changelogLockPollRate");
	}

	@ParameterizedTest
	@MethodSource("waysThroughBothVersions")
	void upgradeRunsWhatIsMissingAndKeepsTheData(Tool before, Tool after, Map<String, String> database) {
		DataSource dataSource = TestSchemas.dataSource(database);
		assertThat(TestSchemas.start(before, dataSource, NOW)).isEqualTo(1);
		UUID account = insertSubject(dataSource);

		assertThat(TestSchemas.start(after, dataSource, NEXT)).isEqualTo(2);
		assertThat(TestSchemas.start(after, dataSource, NEXT)).isEqualTo(2);
		for (Tool tool : Tool.values()) { // and nobody makes it again
			assertThat(TestSchemas.start(tool, dataSource, NEXT)).isEqualTo(2);
		}

		assertThat(new JdbcTemplate(dataSource).queryForObject("select account_id from jwtauth_subject", UUID.class))
			.isEqualTo(account);
	}

	static Stream<Arguments> waysThroughBothVersions() {
		Stream<Arguments> onH2 = Arrays.stream(Tool.values())
			.flatMap((before) -> Stream.of(Tool.FLYWAY, Tool.LIQUIBASE)
				.map((after) -> Arguments.of(before, after, TestDatabases.h2())));
		return Stream.concat(onH2,
				Stream.of(Arguments.of(Tool.NONE, Tool.FLYWAY, TestDatabases.postgres()),
						Arguments.of(Tool.FLYWAY, Tool.FLYWAY, TestDatabases.postgres()),
						Arguments.of(Tool.NONE, Tool.LIQUIBASE, TestDatabases.postgres()),
						Arguments.of(Tool.LIQUIBASE, Tool.LIQUIBASE, TestDatabases.postgres()),
						Arguments.of(Tool.NONE, Tool.FLYWAY, TestDatabases.mariaDb()),
						Arguments.of(Tool.NONE, Tool.LIQUIBASE, TestDatabases.mariaDb())));
	}

	@ParameterizedTest
	@EnumSource(Tool.class)
	void newDatabaseGetsAllVersionsInOrder(Tool tool) {
		DataSource dataSource = TestSchemas.dataSource(TestDatabases.postgres());
		assertThat(TestSchemas.start(tool, dataSource, NEXT)).isEqualTo(2);
		assertThat(versions(dataSource)).containsExactly(1, 2);
	}

	@Test
	void withoutAToolTheMissingFilesAreNamedAndDoTheirWork() { // decision 18
		DataSource dataSource = TestSchemas.dataSource(TestDatabases.h2());
		TestSchemas.start(Tool.NONE, dataSource, NOW);

		assertThatExceptionOfType(SchemaNotReadyException.class)
			.isThrownBy(() -> TestSchemas.start(Tool.NONE, dataSource, NEXT))
			.satisfies((failure) -> assertThat(failure.action()).contains("    db/jwtauth/h2/V2__jwtauth.sql\n")
				.doesNotContain("V1__"));
		new ResourceDatabasePopulator(NEXT.getResource("classpath:db/jwtauth/h2/V2__jwtauth.sql")).execute(dataSource);

		assertThat(TestSchemas.start(Tool.NONE, dataSource, NEXT)).isEqualTo(2);
	}

	@Test
	void toolThatWasPassedByGoesOnWhereTheTablesAre() {
		DataSource dataSource = TestSchemas.dataSource(TestDatabases.h2());
		TestSchemas.start(Tool.FLYWAY, dataSource, NOW);
		new ResourceDatabasePopulator(NEXT.getResource("classpath:db/jwtauth/h2/V2__jwtauth.sql")).execute(dataSource);

		assertThat(TestSchemas.start(Tool.FLYWAY, dataSource, NEXT)).isEqualTo(2);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void applicationThatWentBackGoesOnAndSaysSo(CapturedOutput output) {
		DataSource dataSource = TestSchemas.dataSource(TestDatabases.h2());
		TestSchemas.start(Tool.FLYWAY, dataSource, NEXT);
		assertThat(TestSchemas.start(Tool.FLYWAY, dataSource, NOW)).isEqualTo(2);
		assertThat(output).contains("tables of jwt-auth are at version 2, this jwt-auth knows version 1");
	}

	@ParameterizedTest
	@EnumSource(Tool.class)
	void nodesThatStartTogetherMakeTheTablesOnce(Tool tool) {
		DataSource dataSource = TestSchemas.dataSource(TestDatabases.postgres());
		Node node = new Node(dataSource, tool.migration(dataSource));
		assertThat(TestRace.of(4, () -> node.start(NOW))).containsOnly(1);
		if (tool != Tool.NONE) {
			assertThat(TestRace.of(4, () -> node.start(NEXT))).containsOnly(2);
			assertThat(versions(dataSource)).containsExactly(1, 2);
		}
	}

	/** One of several that start at the same moment, after the migrations of the host. */
	record Node(DataSource dataSource, @Nullable SchemaMigration migration) {

		int start(ResourceLoader resources) {
			return TestSchemas.start(this.migration, this.dataSource, resources);
		}

	}

	private static List<Integer> versions(DataSource dataSource) {
		return new JdbcTemplate(dataSource).queryForList("select version from jwtauth_schema_version order by version",
				Integer.class);
	}

	private static UUID insertSubject(DataSource dataSource) {
		UUID account = UUID.randomUUID();
		new JdbcTemplate(dataSource).update(
				"insert into jwtauth_subject (account_id, host_id, credential_version) values (?, 'somebody', 0)",
				account);
		return account;
	}

}
