package io.github.jwtauth.flow;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.jwtauth.boot.JwtAuthDataSource;
import io.github.jwtauth.boot.jpa.TestDatabases;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.formlogin.FormLoginHost;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.flow.hosts.resourceserver.ResourceServerHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wishes of {@code docs/i-want-to.md} about neighbours and operation, and that every
 * wish has a test of its name.
 */
class IWantToTests {

	private static final String EMAIL = "user@example.com";

	private static final String OLD = "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs";

	private static final String NEW = "DIdPELTOtcM04A0QOAywUSTOW4CN-DVEzeGMGyaLCtM";

	@Test
	void everyHeadingHasATestOfItsName() throws Exception {
		Path page = Path.of("..", "docs", "i-want-to.md");
		List<String> headings = Files.readAllLines(page)
			.stream()
			.filter((line) -> line.startsWith("## "))
			.map((line) -> methodName(line.substring(3)))
			.toList();
		List<String> tests = Stream
			.of(IWantToTests.class, IWantToAboutAccountsTests.class, IWantToAboutPasswordsTests.class,
					IWantToAboutSessionsTests.class, IWantToAboutTokensTests.class, IWantToAboutHttpTests.class,
					IWantToAboutExternalLoginTests.class, IWantToAboutMailTests.class, IWantToAboutMovingTests.class,
					IWantToAboutAuditTests.class, IWantToAboutProofsTests.class, IWantToAboutSecondFactorsTests.class,
					PersonalDataFlowTests.class, UserDetailsFlowTests.class, LdapFlowTests.class, LimitsFlowTests.class,
					RedisLimitsFlowTests.class, AdministrationFlowTests.class, ObservabilityFlowTests.class)
			.flatMap((type) -> Arrays.stream(type.getDeclaredMethods()))
			.filter((method) -> method.isAnnotationPresent(Test.class))
			.map(Method::getName)
			.toList();
		assertThat(headings).isNotEmpty();
		assertThat(Stream.concat(tests.stream(), testsOfTheKit())).containsAll(headings);
	}

	@Test
	void keepMyFormLoginBesideIt() {
		try (TestHost host = TestHost.of(FormLoginHost.class).start()) {
			host.account(EMAIL, "USER");
			String token = host.caller().login(EMAIL).text("access_token");
			assertThat(host.caller().bearer(token).get("/api/ping").status()).isEqualTo(200);
			assertThat(host.caller().bearer(token).get("/page").status()).isEqualTo(302);

			TestCaller clerk = host.caller();
			String form = clerk.get("/login").response().body();
			String csrf = form.replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]*)\".*", "$1");
			Answer login = clerk.header("Content-Type", "application/x-www-form-urlencoded")
				.send("POST", "/login",
						BodyPublishers.ofString("username=clerk&password=clerk-password&_csrf=" + csrf));
			assertThat(login.header(HttpHeaders.LOCATION)).doesNotContain("error");
			assertThat(clerk.get("/page").response().body()).isEqualTo("page");

			// neither side knows the other's people
			assertThat(clerk.get("/api/ping").status()).isEqualTo(401);
			assertThat(
					host.caller().post("/auth/login", Map.of("username", "clerk", "password", "clerk-password")).code())
				.isEqualTo("invalid_credentials");
		}
	}

	@Test
	void keepBeingAResourceServerForSomebodyElsesTokens() {
		try (TestHost host = TestHost.of(ResourceServerHost.class).start()) {
			host.account(EMAIL, "USER");
			String token = host.caller().login(EMAIL).text("access_token");

			assertThat(host.caller().bearer(token).get("/own/ping").status()).isEqualTo(200);
			assertThat(host.caller().bearer(token).get("/partner/ping").status()).isEqualTo(401);
			assertThat(host.caller().bearer("partner-token").get("/partner/ping").status()).isEqualTo(200);
			assertThat(host.caller().bearer("partner-token").get("/own/ping").status()).isEqualTo(401);
			assertThat(host.caller().bearer("partner-token").get("/auth/sessions").status()).isEqualTo(401);
		}
	}

	@Test
	void keepItsTablesInAnotherDatabase() {
		try (TestHost host = TestHost.of(PlainHost.class, AnotherDatabase.class)
			.with("logins.url", "jdbc:h2:mem:logins")
			.start()) {
			MainJob.of(host).isDone();
			assertThat(tables((DataSource) host.context().getBean("logins"))).isPositive();
			assertThat(tables(host.bean(DataSource.class))).isZero();
		}
	}

	@Test
	void runSeveralNodes() {
		Map<String, String> database = TestDatabases.h2();
		try (TestHost first = node(database, OLD, ""); TestHost second = node(database, OLD, "")) {
			first.account(EMAIL, "USER");
			TestCaller caller = first.caller();
			String token = caller.login(EMAIL).text("access_token");

			assertThat(second.caller().bearer(token).get("/api/ping").status()).isEqualTo(200);
			TestCaller moved = second.caller().jar(caller.cookies());
			assertThat(moved.post("/auth/token/refresh").status()).isEqualTo(200);
			assertThat(first.caller().jar(moved.cookies()).post("/auth/token/refresh").status()).isEqualTo(200);
			assertThat(second.caller().get("/.well-known/jwks.json").response().body())
				.isEqualTo(first.caller().get("/.well-known/jwks.json").response().body());
		}
	}

	@Test
	void replaceTheSecret() {
		Map<String, String> database = TestDatabases.h2();
		Map<String, String> jar;
		Map<String, String> asleep;
		try (TestHost announced = node(database, OLD, NEW); TestHost swapped = node(database, NEW, OLD)) {
			// a rolling deployment: both kinds of node at once
			announced.account(EMAIL, "USER");
			asleep = loggedIn(announced);
			TestCaller caller = announced.caller().jar(loggedIn(announced));
			TestCaller moved = swapped.caller().jar(caller.cookies());
			assertThat(moved.post("/auth/token/refresh").status()).isEqualTo(200);
			TestCaller back = announced.caller().jar(moved.cookies());
			assertThat(back.post("/auth/token/refresh").status()).isEqualTo(200);
			TestCaller last = swapped.caller().jar(back.cookies());
			Answer refresh = last.post("/auth/token/refresh");
			assertThat(announced.caller().bearer(refresh.text("access_token")).get("/api/ping").status())
				.isEqualTo(200);
			jar = Map.copyOf(last.cookies());
		}
		try (TestHost dropped = node(database, NEW, "")) {
			assertThat(dropped.caller().jar(jar).post("/auth/token/refresh").status()).isEqualTo(200);
			assertThat(dropped.caller().jar(asleep).post("/auth/token/refresh").code())
				.isEqualTo("invalid_refresh_token");
			assertThat(dropped.caller().login(EMAIL).status()).isEqualTo(200);
		}
	}

	@Test
	void createTheTablesInMyOwnMigrations(@TempDir Path migrations) throws Exception {
		copy("host/flyway/V1__notes.sql", migrations.resolve("V7__notes.sql"));
		copy("db/jwtauth/postgresql/V1__jwtauth.sql", migrations.resolve("V8__jwtauth_1.sql"));
		copy("host/own/favourites.sql", migrations.resolve("V9__favourites.sql"));
		Map<String, String> flyway = Map.of("spring.profiles.active", "flyway", "spring.flyway.locations",
				"filesystem:" + migrations);
		Map<String, String> liquibase = Map.of("spring.profiles.active", "liquibase", "spring.liquibase.change-log",
				"classpath:host/own/changelog.yaml");
		for (Map<String, String> tool : List.of(flyway, liquibase)) {
			try (TestHost host = TestHost.of(PlainHost.class)
				.with(TestDatabases.postgres())
				.with(tool)
				.with("jwtauth.schema.initialize", "never")
				.with("jwtauth.secret", OLD)
				.with("jwtauth.public-url", "http://localhost")
				.start()) {
				host.account(EMAIL, "USER");
				assertThat(host.caller().login(EMAIL).status()).isEqualTo(200);
				assertThat(host.bean(JdbcClient.class)
					.sql("insert into favourite (id, account_id) select 1, account_id from jwtauth_subject")
					.update()).isEqualTo(1);
			}
		}
	}

	private static void copy(String resource, Path target) throws IOException {
		try (InputStream content = new ClassPathResource(resource).getInputStream()) {
			Files.copy(content, target);
		}
	}

	private static Map<String, String> loggedIn(TestHost host) {
		TestCaller caller = host.caller();
		assertThat(caller.login(EMAIL).status()).isEqualTo(200);
		return Map.copyOf(caller.cookies());
	}

	private static TestHost node(Map<String, String> database, String secret, String previous) {
		return TestHost.of(PlainHost.class)
			.with(database)
			.with("jwtauth.secret", secret)
			.with("jwtauth.previous-secrets", previous)
			.with("jwtauth.public-url", "http://localhost")
			.start();
	}

	/** In a module that comes after this one. */
	private static Stream<String> testsOfTheKit() throws IOException {
		Path tests = Path.of("..", "jwt-auth-test", "src", "test", "java", "io", "github", "jwtauth", "test",
				"IWantToTestTests.java");
		return Pattern.compile("(?s)@Test\\s(?:\\s*@[^\\n]+\\n)*\\s*void (\\w+)\\(\\)")
			.matcher(Files.readString(tests))
			.results()
			.map((test) -> test.group(1));
	}

	private static String methodName(String heading) {
		String words = heading.replace("'", "").replaceAll("[^A-Za-z ]", "").toLowerCase(java.util.Locale.ROOT);
		return StringUtils
			.uncapitalize(Arrays.stream(words.split(" +")).map(StringUtils::capitalize).collect(Collectors.joining()));
	}

	private static int tables(DataSource dataSource) {
		return JdbcClient.create(dataSource)
			.sql("select count(*) from information_schema.tables where lower(table_name) like 'jwtauth%'")
			.query(Integer.class)
			.single();
	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherDatabase {

		@JwtAuthDataSource
		@Bean(defaultCandidate = false)
		DataSource logins(@Value("${logins.url}") String url) {
			return DataSourceBuilder.create().url(url).build();
		}

	}

}
