package io.github.jwtauth.boot.jpa;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.github.jwtauth.boot.jpa.JpaHostTests.PlainHost;
import liquibase.Scope;
import liquibase.changelog.FastCheckService;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Hosts that run our files in their own migrations, because their tables refer to ours,
 * as {@code docs/schema.md} tells.
 */
class OwnMigrationsTests {

	private static final String NEVER = "jwtauth.schema.initialize=never";

	private static final ResourceLoader NEXT = TestNextVersion.resources();

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource({ "1, 2, 3, 4, 5", "20250101120000, 20250301120000, 20260601120000, 20260601120100, 20270101000000" })
	void flywayHostCopiesTheFileUnderANumberOfItsOwn(String first, String second, String ours, String reference,
			String next) throws IOException {
		Map<String, String> database = TestDatabases.postgres();
		copy("host/flyway/V1__notes.sql", first, "notes");
		copy("host/flyway/V2__index.sql", second, "index");
		DataSource dataSource = TestSchemas.dataSource(database);
		migrate(dataSource); // the host as it was before

		copy("db/jwtauth/postgresql/V1__jwtauth.sql", ours, "jwtauth_1");
		copy("host/own/favourites.sql", reference, "favourites");
		for (int start = 0; start < 2; start++) {
			try (TestHouse house = flywayHost(database)) {
				assertReferencesHold(house.sql());
				assertThat(house.sql().queryForList("select script from flyway_schema_history", String.class))
					.hasSize(4);
			}
		}

		assertThatExceptionOfType(SchemaNotReadyException.class).isThrownBy(() -> check(dataSource))
			.satisfies((failure) -> assertThat(failure.action()).contains("db/jwtauth/postgresql/V2__jwtauth.sql"));
		copy("db/jwtauth-next/postgresql/V2__jwtauth.sql", next, "jwtauth_2");
		migrate(dataSource);
		check(dataSource);
	}

	@Test
	void liquibaseHostIncludesTheChangelog() throws LiquibaseException {
		Map<String, String> database = TestDatabases.postgres();
		assertThatThrownBy(() -> liquibaseHost(database, "liquibase"))
			.hasRootCauseInstanceOf(SchemaNotReadyException.class);

		for (int start = 0; start < 2; start++) {
			try (TestHouse house = liquibaseHost(database, "own")) {
				assertReferencesHold(house.sql());
				assertThat(house.sql().queryForList("select author from databasechangelog", String.class))
					.containsExactly("host", "host", "jwt-auth", "host");
			}
		}

		DataSource dataSource = TestSchemas.dataSource(database);
		assertThatExceptionOfType(SchemaNotReadyException.class).isThrownBy(() -> check(dataSource));
		update(dataSource);
		check(dataSource);
	}

	/** The application as it starts when it has the next version of the library. */
	private static void check(DataSource dataSource) {
		new AuthSchemaInitializer(dataSource, TestSchemas.files(dataSource, NEXT),
				new AuthSchemaInitializer.Settings(DatabaseInitializationMode.NEVER, null, false, true))
			.afterPropertiesSet();
	}

	private void migrate(DataSource dataSource) {
		Flyway.configure().dataSource(dataSource).locations("filesystem:" + this.folder).load().migrate();
	}

	private static void update(DataSource dataSource) throws LiquibaseException {
		Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache(); // as
																					// in
																					// a
																					// process
																					// of
																					// its
																					// own
		SpringLiquibase liquibase = new SpringLiquibase();
		liquibase.setDataSource(dataSource);
		liquibase.setResourceLoader(NEXT);
		liquibase.setChangeLog("classpath:host/own/changelog.yaml");
		liquibase.afterPropertiesSet();
	}

	private static TestHouse liquibaseHost(Map<String, String> database, String folder) {
		return TestHouse.on(database, List.of(PlainHost.class), "spring.profiles.active=liquibase",
				"spring.liquibase.change-log=classpath:host/" + folder + "/changelog.yaml", NEVER);
	}

	private TestHouse flywayHost(Map<String, String> database) {
		return TestHouse.on(database, List.of(PlainHost.class), "spring.profiles.active=flyway",
				"spring.flyway.locations=filesystem:" + this.folder, NEVER);
	}

	private static void assertReferencesHold(JdbcTemplate sql) {
		sql.update("insert into jwtauth_subject (account_id, host_id, credential_version)"
				+ " values (gen_random_uuid(), gen_random_uuid(), 0)");
		sql.update("delete from favourite");
		sql.update("insert into favourite (id, account_id) select 1, max(account_id::text)::uuid from jwtauth_subject");
		assertThat(sql.update("delete from jwtauth_subject")).isPositive();
		assertThat(sql.queryForList("select id from favourite")).isEmpty();
	}

	private void copy(String resource, String version, String description) throws IOException {
		try (InputStream content = new ClassPathResource(resource).getInputStream()) {
			Files.copy(content, this.folder.resolve("V" + version + "__" + description + ".sql"));
		}
	}

}
