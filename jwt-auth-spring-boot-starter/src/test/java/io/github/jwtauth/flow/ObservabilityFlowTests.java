package io.github.jwtauth.flow;

import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static io.github.jwtauth.boot.security.JwtAuthConfigurer.jwtAuth;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators see of a host that has the actuator and meters.
 */
class ObservabilityFlowTests {

	private static final String USER = "ada@example.com";

	private static final String OPERATOR = "ops@example.com";

	private static final Pattern ROW = Pattern.compile("\\| `(jwtauth\\.[a-z_.]+)` \\|.*");

	private static TestHost host;

	@BeforeAll
	static void start() {
		host = TestHost.of(PlainHost.class, OperatorRules.class)
			.beside(".actuate.", ".boot.health.", ".boot.micrometer.")
			.with("management.endpoints.web.exposure.include", "health,jwtauth")
			.with("management.endpoint.jwtauth.access", "unrestricted")
			.with("management.endpoint.health.show-details", "always")
			.start();
		host.account(USER, "USER");
		host.account(OPERATOR, "OPS");
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@Test
	void seeHowMyConfigurationWorksOut() {
		JsonNode report = operator().get("/actuator/jwtauth").json();
		assertThat(report.get("sections").propertyNames()).contains("endpoints", "transport", "client-address",
				"cross-site", "tokens", "keys", "secret", "stores", "clock", "mail", "hashing");
		assertThat(report.toString()).doesNotContain("\"unknown\"", "could not be examined");
		assertThat(report.at("/sections/transport/cookies/refresh_token").asString())
			.isEqualTo("Path=/; HttpOnly; SameSite=Strict");
		assertThat(report.at("/sections/endpoints/base_path").asString()).isEqualTo("/auth");
		assertThat(report.at("/sections/stores/database").asString()).startsWith("H2 2.");
		assertThat(report.at("/sections/stores/schema_version").asInt()).isPositive();
		assertThat(report.at("/sections/stores/accounts").asString()).isEqualTo("table");
		assertThat(report.at("/sections/keys/keys").valueStream().map((key) -> key.get("state").asString()))
			.contains("active");
		assertThat(report.at("/sections/tokens/session_check").asString()).isEqualTo("revocations");
		assertThat(report.at("/sections/secret/source").asString()).startsWith("generated");
		assertThat(report.at("/warnings/0").asString()).contains("jwtauth.secret is not set");
		assertThat(report.at("/status").asString()).isEqualTo("warnings");
	}

	@Test
	void everyPartOfTheDoctorIsDocumented() throws Exception {
		String page = Files.readString(Path.of("..", "docs", "observability.md"));
		Set<String> documented = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
			.matcher(page.substring(page.indexOf("| Section |"), page.indexOf("### In an emergency")))
			.results()
			.map((row) -> row.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(documented.remove("administration")).as("is off here").isTrue();
		assertThat(operator().get("/actuator/jwtauth").json().get("sections").propertyNames())
			.containsExactlyInAnyOrderElementsOf(documented);
	}

	@Test
	void nobodyElseSeesTheDoctorAndNothingMoreIsExposed() { // R-91
		assertThat(host.caller().get("/actuator/jwtauth").status()).isEqualTo(401);
		assertThat(loggedIn(USER).get("/actuator/jwtauth").status()).isEqualTo(403);
		for (String path : List.of("env", "heapdump", "beans", "loggers", "metrics")) {
			assertThat(operator().get("/actuator/" + path).status()).as(path).isEqualTo(404);
		}
	}

	@Test
	void anOperatorRotatesTheKeyAndEverybodyStays() {
		TestCaller user = loggedIn(USER);
		String before = kid();
		assertThat(operator().post("/actuator/jwtauth/keys", Map.of()).json().get("rotated").asBoolean()).isTrue();
		assertThat(kid()).isNotEqualTo(before);
		assertThat(user.get("/auth/check").status()).isEqualTo(200);
		assertThat(operator().post("/actuator/jwtauth/sessions", Map.of()).status()).isEqualTo(400);
	}

	@Test
	void anOperatorEndsTheSessionsOfAnAccount() {
		host.account("leaver@example.com", "USER");
		TestCaller caller = host.caller();
		Answer login = caller.login("leaver@example.com");
		String account = login.json().at("/user/id").asString();
		assertThat(delete("/actuator/jwtauth/sessions/" + account).json().get("ended").asInt()).isEqualTo(1);
		assertThat(caller.bearer(login.text("access_token")).get("/auth/check").status()).isEqualTo(401);
		assertThat(caller.post("/auth/token/refresh").text("reason")).isEqualTo("revoked_by_admin");
		assertThat(delete("/actuator/jwtauth/sessions/nobody").status()).isEqualTo(400);
		assertThat(delete("/actuator/jwtauth/sessions/9d3b0f0e-0000-4000-8000-000000000000").status()).isEqualTo(400);
	}

	@Test
	void theHealthOfTheActuatorIsOurs() {
		JsonNode health = host.caller().get("/actuator/health").json().at("/components/jwtAuth");
		assertThat(health.get("status").asString()).isEqualTo("UP");
		JsonNode ours = host.caller().get("/auth/health").json();
		assertThat(health.get("details")).isEqualTo(ours.get("checks"));
		assertThat(ours.get("checks").propertyNames()).contains("database", "clock", "mail", "revocations");
	}

	@Test
	void requestsAreCountedByThePatternOfTheirEndpoint() throws Exception {
		TestCaller user = loggedIn(USER);
		user.get("/auth/sessions");
		user.send("DELETE", "/auth/sessions/9d3b0f0e-0000-4000-8000-000000000000", HttpRequest.BodyPublishers.noBody());
		host.caller().get("/auth/check");
		Set<String> uris = Set.of();
		for (int i = 0; i < 100 && !uris.contains("/auth/check"); i++) {
			// recorded after the answer has left
			TimeUnit.MILLISECONDS.sleep(20);
			uris = registry().find("http.server.requests")
				.timers()
				.stream()
				.map((timer) -> timer.getId().getTag("uri"))
				.collect(Collectors.toCollection(TreeSet::new));
		}
		assertThat(uris).contains("/auth/login", "/auth/sessions", "/auth/sessions/{id}", "/auth/check");
	}

	@Test
	void everyMeterOfThePageIsThereAndNoOther() throws Exception {
		TestCaller caller = host.caller();
		caller.login(USER);
		caller.post("/auth/token/refresh");
		caller.post("/auth/login", Map.of("email", USER, "password", "wrong wrong wrong"));
		assertThat(caller.post("/auth/mfa/verify", Map.of("mfa_token", "t0ken", "code", "123456")).code())
			.isEqualTo("invalid_token");
		caller.post("/auth/register", Map.of("email", "mallory@example.com", "password", TestHost.PASSWORD));
		caller.post("/auth/password/reset", Map.of("email", "mallory@example.com"));
		assertThat(
				caller.post("/auth/password/reset/confirm", Map.of("token", "t0ken", "new_password", TestHost.PASSWORD))
					.code())
			.isEqualTo("invalid_token");
		// requests of tests meet no limit: counted in LimitMetersTests
		Set<String> expected = documented();
		assertThat(expected.remove("jwtauth.rate_limit")).isTrue();
		for (int i = 0; i < 100 && !names().equals(expected); i++) {
			// measured when the answer may have left already
			TimeUnit.MILLISECONDS.sleep(20);
		}
		assertThat(names()).isEqualTo(expected);
		assertThat(count("jwtauth.refresh", "rotated")).isPositive();
		assertThat(count("jwtauth.login", "invalid_credentials")).isPositive();
		assertThat(registry().get("jwtauth.sessions.live").gauge().value()).isPositive();
		assertThat(registry().get("jwtauth.revocation.feed.age").gauge().value()).isBetween(0.0, 60.0);
		assertThat(registry().get("jwtauth.mail.pending").gauge().value()).isNotNaN();
	}

	@Test
	void noMeterCarriesWhatACallerSent() { // R-29
		TestCaller caller = host.caller().header("User-Agent", "curious/7").header("X-Request-Id", "trace-4711");
		caller.post("/auth/login", Map.of("email", "mallory@example.com", "password", "wrong wrong wrong"));
		caller.post("/auth/register", Map.of("email", "not an address", "password", "x"));
		String tags = registry().getMeters()
			.stream()
			.map(Meter::getId)
			.filter((id) -> id.getName().startsWith("jwtauth."))
			.map((id) -> id.getTags().toString())
			.collect(Collectors.joining("\n"));
		assertThat(tags).contains("invalid_credentials").doesNotContain("@", "mallory", "curious", "4711", "127.0.0.1");
	}

	private static Set<String> documented() throws Exception {
		return Files.readAllLines(Path.of("..", "docs", "observability.md"))
			.stream()
			.map(ROW::matcher)
			.filter(Matcher::matches)
			.map((row) -> row.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> names() {
		return registry().getMeters()
			.stream()
			.map((meter) -> meter.getId().getName())
			.filter((name) -> name.startsWith("jwtauth."))
			.filter((name) -> !name.endsWith(".active"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static long count(String timer, String outcome) {
		return registry().get(timer).tags("outcome", outcome).timers().stream().mapToLong(Timer::count).sum();
	}

	private static MeterRegistry registry() {
		return host.bean(MeterRegistry.class);
	}

	private static String kid() {
		return operator().get("/actuator/jwtauth")
			.json()
			.at("/sections/keys/keys")
			.valueStream()
			.filter((key) -> key.get("state").asString().equals("active"))
			.findFirst()
			.orElseThrow()
			.get("kid")
			.asString();
	}

	private static Answer delete(String path) {
		return operator().send("DELETE", path, HttpRequest.BodyPublishers.noBody());
	}

	private static TestCaller operator() {
		return loggedIn(OPERATOR);
	}

	private static TestCaller loggedIn(String email) {
		TestCaller caller = host.caller();
		return caller.bearer(caller.login(email).text("access_token"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OperatorRules {

		@Bean
		@Order(1)
		SecurityFilterChain actuator(HttpSecurity http) {
			http.securityMatcher(EndpointRequest.toAnyEndpoint());
			http.csrf((csrf) -> csrf.disable());
			http.authorizeHttpRequests((requests) -> requests.requestMatchers(EndpointRequest.to("health"))
				.permitAll()
				.anyRequest()
				.hasRole("OPS"));
			http.with(jwtAuth());
			return http.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain rest(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.with(jwtAuth());
			return http.build();
		}

	}

}
