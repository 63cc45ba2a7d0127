package io.github.jwtauth.boot.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.jwtauth.TestRace;
import io.github.jwtauth.boot.JwtAuthDataSource;
import io.github.jwtauth.boot.jpa.JpaHostTests.PlainHost;
import io.github.jwtauth.boot.jpa.TestDatabases.Product;
import io.github.jwtauth.boot.jpa.TestSchemas.Tool;
import io.github.jwtauth.host.NoteRepository;
import io.github.jwtauth.token.SigningKeyStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hosts whose migration tool is about one database, and who chose another one for our
 * tables.
 */
class SchemaElsewhereTests {

	private static final ResourceLoader NOW = new DefaultResourceLoader();

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
	@MethodSource("toolsAndProducts")
	void tablesComeIntoTheChosenDatabase(String tool, Product product) {
		Map<String, String> shop = TestDatabases.h2();
		Map<String, String> logins = product.create();
		for (int start = 0; start < 2; start++) {
			try (TestHouse house = start(tool, shop, logins)) {
				assertThat(house.get(NoteRepository.class).count()).isZero();
				assertThat(house.get(SigningKeyStore.class).findAll()).isEmpty();
			}
		}
		assertThat(tables(shop)).contains("note").noneMatch((table) -> table.startsWith("jwtauth"));
		assertThat(tables(logins))
			.contains("jwtauth_session", tool.equals("flyway") ? "jwtauth_flyway_history" : "jwtauth_databasechangelog")
			.allMatch((table) -> table.startsWith("jwtauth"));
	}

	/** What the host set for its schema is not about another database. */
	@ParameterizedTest
	@MethodSource("tools")
	void schemaOfTheHostIsLeftAtHome(String tool) {
		Map<String, String> shop = TestDatabases.h2();
		new JdbcTemplate(TestSchemas.dataSource(shop)).execute("create schema app");
		shop.computeIfPresent("spring.datasource.url", (key, url) -> url + ";SCHEMA=APP");
		Map<String, String> logins = TestDatabases.postgres();
		start(tool, shop, logins, "spring.flyway.default-schema=APP", "spring.flyway.init-sql=set schema app",
				"spring.liquibase.default-schema=APP", "spring.liquibase.liquibase-schema=APP")
			.close();
		assertThat(tables(logins)).contains("jwtauth_session");
	}

	@ParameterizedTest
	@MethodSource("tools")
	void anotherSchemaOfTheSameDatabaseIsAnotherPlace(String tool) {
		Map<String, String> shop = TestDatabases.postgres();
		Map<String, String> logins = TestDatabases.postgres();
		start(tool, shop, logins).close();
		assertThat(tables(shop)).contains("note").noneMatch((table) -> table.startsWith("jwtauth"));
		assertThat(tables(logins)).contains("jwtauth_session");
	}

	/** Not on H2, where Flyway's lock does not keep nodes apart. */
	@ParameterizedTest
	@CsvSource({ "flyway, MARIADB", "flyway, POSTGRESQL", "liquibase, MARIADB", "liquibase, POSTGRESQL" })
	void nodesThatStartTogetherMakeTheTablesThereOnce(String tool, Product product) {
		DataSource shop = TestSchemas.dataSource(TestDatabases.h2());
		SchemaMigration migration = (tool.equals("flyway") ? Tool.FLYWAY : Tool.LIQUIBASE).migration(shop);
		int rounds = tool.equals("flyway") ? 10 : 1; // Liquibase looks for its lock every
														// ten seconds
		for (int round = 0; round < rounds; round++) {
			DataSource logins = TestSchemas.dataSource(product.create());
			assertThat(TestRace.of(4, () -> TestSchemas.start(migration, logins, NOW))).containsOnly(1);
			assertThat(TestRace.of(4, () -> TestSchemas.start(migration, logins, TestNextVersion.resources())))
				.containsOnly(2);
		}
	}

	@Test
	void placesAreToldApartByDatabaseAndSchemaAndNotByUser() {
		Map<String, String> database = TestDatabases.postgres();
		DataSource dataSource = TestSchemas.dataSource(database);
		SchemaPlace place = SchemaPlace.of(dataSource, null);
		assertThat(SchemaPlace.of(TestSchemas.dataSource(TestDatabases.with(database, "ApplicationName=x")), null))
			.isEqualTo(place);
		assertThat(SchemaPlace.of(dataSource, place.schema())).isEqualTo(place);
		assertThat(SchemaPlace.of(dataSource, "other")).isNotEqualTo(place);
		assertThat(SchemaPlace.of(TestSchemas.dataSource(TestDatabases.mariaDb()), null))
			.isNotEqualTo(SchemaPlace.of(TestSchemas.dataSource(TestDatabases.mariaDb()), null));
	}

	static Stream<String> tools() {
		return Stream.of("flyway", "liquibase");
	}

	static Stream<Arguments> toolsAndProducts() {
		return tools().flatMap((tool) -> Stream.of(Product.values()).map((product) -> Arguments.of(tool, product)));
	}

	private static TestHouse start(String tool, Map<String, String> shop, Map<String, String> logins, String... more) {
		List<String> properties = new ArrayList<>(List.of(more));
		properties.add("spring.profiles.active=" + tool);
		properties.add("spring.flyway.locations=classpath:host/flyway");
		properties.add("spring.liquibase.change-log=classpath:host/liquibase/changelog.yaml");
		properties.add("jwtauth.schema.initialize=embedded");
		logins.forEach((key, value) -> properties.add(key.replace("spring.datasource", "logins") + "=" + value));
		return TestHouse.on(shop, List.of(PlainHost.class, Logins.class), properties.toArray(String[]::new));
	}

	private static Set<String> tables(Map<String, String> database) {
		return TestSchemas.tablesIn(TestSchemas.dataSource(database));
	}

	@Configuration(proxyBeanMethods = false)
	static class Logins {

		@JwtAuthDataSource
		@Bean(defaultCandidate = false)
		DataSource logins(@Value("${logins.url}") String url, @Value("${logins.username}") String username,
				@Value("${logins.password}") String password) {
			return DataSourceBuilder.create().url(url).username(username).password(password).build();
		}

	}

}
