package io.github.jwtauth.boot.ratelimit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.protection.RateLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EndpointLimitsTests {

	private static final Pattern ROW = Pattern.compile("\\| `([a-z-]+\\.[a-z-]+)` \\| `([^`]+)` \\| .*");

	@Test
	void thePageTellsTheDefaults() throws IOException {
		Map<String, String> onThePage = Files.readAllLines(Path.of("..", "docs", "limits.md"))
			.stream()
			.map(ROW::matcher)
			.filter(Matcher::matches)
			.map(Matcher::toMatchResult)
			.collect(Collectors.toMap((row) -> row.group(1), (MatchResult row) -> row.group(2), (a, b) -> b,
					TreeMap::new));

		assertThat(onThePage).isEqualTo(EndpointLimits.of(new MockEnvironment()).texts());
	}

	@Test
	void theContractsNumbersAreTheDefaults() {
		assertThat(EndpointLimits.of(new MockEnvironment()).texts()).containsEntry("register.per-address", "5/h")
			.containsEntry("login.per-address", "25/h")
			.containsEntry("login.attempts-per-address", "300/h")
			.containsEntry("password-reset.per-address", "5/h")
			.containsEntry("password-reset-confirm.per-address", "10/h")
			.containsEntry("exchange.per-address", "10/h")
			.containsEntry("token-verify.per-address", "100/h")
			.containsEntry("email-verify.per-address", "10/h")
			.containsEntry("email-resend.per-address", "5/h")
			.containsEntry("csrf.per-address", "100/h")
			.containsEntry("refresh.per-session", "60/m")
			.containsEntry("password-change.per-account", "10/h")
			.containsEntry("sessions.per-account", "30/h")
			.containsEntry("session.per-account", "30/h")
			.containsEntry("sessions-terminate-all.per-account", "10/h");
	}

	@Test
	void editorsKnowEveryLimitAndItsDefault() {
		JsonNode metadata = metadata();
		Map<String, String> described = new TreeMap<>();
		metadata.get("properties").forEach((property) -> {
			String name = property.get("name").asString();
			if (name.startsWith("jwtauth.rate-limit.") && name.substring(19).contains(".")) {
				described.put(name.substring(19), property.path("defaultValue").asString());
			}
		});
		assertThat(described).isEqualTo(EndpointLimits.of(new MockEnvironment()).texts());
		Set<String> offered = StreamSupport.stream(metadata.get("hints").spliterator(), false)
			.filter((hint) -> hint.get("name").asString().equals("jwtauth.rate-limit.keys"))
			.flatMap((hint) -> StreamSupport.stream(hint.get("values").spliterator(), false))
			.map((value) -> value.get("value").asString())
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> known = Arrays.stream(AuthEndpoint.values())
			.flatMap((endpoint) -> LimitScope.of(endpoint)
				.stream()
				.map((scope) -> EndpointLimits.property(endpoint, scope)))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(offered).isEqualTo(known);
	}

	@ParameterizedTest
	@CsvSource({ "25/h, 25, PT1H", "5/5m, 5, PT5M", "60/m, 60, PT1M", "10/d, 10, P1D", "3/90s, 3, PT1M30S",
			"7 / 2h, 7, PT2H", "1/S, 1, PT1S" })
	void aLimitIsSoManyInSoMuchTime(String text, int permits, Duration period) {
		EndpointLimits limits = limits("me.per-account", text);
		assertThat(limits.find(AuthEndpoint.ME, LimitScope.PER_ACCOUNT))
			.isEqualTo(new RateLimit("me-per-account", permits, period));
	}

	@ParameterizedTest
	@ValueSource(strings = { "off", "OFF", "false" })
	void aLimitCanBeSwitchedOff(String text) { // YAML reads a bare off as false
		assertThat(limits("login.per-address", text).find(AuthEndpoint.LOGIN, LimitScope.PER_ADDRESS)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "25", "0/h", "-1/h", "25/w", "25/0h", "25/h/h", "many/h", "25/2000d", "99999999/h",
			"true", "1.5/h" })
	void whatIsNoLimitRefusesToStart(String text) {
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(() -> limits("login.per-address", text))
			.satisfies((refusal) -> assertThat(refusal.property()).isEqualTo("jwtauth.rate-limit.login.per-address"))
			.withMessageContaining("25/h");
	}

	@ParameterizedTest
	@ValueSource(strings = { "logn.per-address", "token-refresh.per-session", "everything" })
	void anUnknownEndpointRefusesToStart(String name) {
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(() -> limits(name, "25/h"))
			.satisfies((refusal) -> assertThat(refusal.property()).isEqualTo("jwtauth.rate-limit." + name))
			.withMessageContaining("there is no such endpoint")
			.withMessageContaining("password-reset-confirm");
	}

	@ParameterizedTest
	@ValueSource(strings = { "login.per-account", "login.per-adress", "register.per-session",
			"csrf.attempts-per-address", "me.per-account.more" })
	void whatIsNotCountedThereRefusesToStart(String name) {
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(() -> limits(name, "25/h"))
			.satisfies((refusal) -> assertThat(refusal.property()).isEqualTo("jwtauth.rate-limit." + name))
			.withMessageContaining(".per-address");
	}

	@Test
	void environmentVariablesSayItToo() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
					Map.of("JWTAUTH_RATELIMIT_PASSWORDRESET_PERADDRESS", "7/h", "JWTAUTH_RATELIMIT_ALLOWEDNETWORKS_0",
							"10.0.0.0/8", "JWTAUTH_RATELIMIT_EXPECTEDNODES", "3")));
		assertThat(EndpointLimits.of(environment).texts()).containsEntry("password-reset.per-address", "7/h");
	}

	@Test
	void thePropertiesBesideThemAreNoEndpoints() {
		MockEnvironment environment = new MockEnvironment();
		List.of("enabled", "store", "allowed-networks", "allowed-networks[0]", "expected-nodes", "redis-timeout")
			.forEach((name) -> environment.setProperty("jwtauth.rate-limit." + name, "anything"));
		assertThat(EndpointLimits.of(environment).texts())
			.hasSameSizeAs(EndpointLimits.of(new MockEnvironment()).texts());
	}

	private static EndpointLimits limits(String name, String text) {
		return EndpointLimits.of(new MockEnvironment().withProperty("jwtauth.rate-limit." + name, text));
	}

	private static JsonNode metadata() {
		try {
			return Collections
				.list(EndpointLimits.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))
				.stream()
				.map((url) -> {
					try (InputStream json = url.openStream()) {
						return JsonMapper.shared().readTree(json);
					}
					catch (IOException ex) {
						throw new IllegalStateException(ex);
					}
				})
				.filter((json) -> json.toString().contains("jwtauth.rate-limit.enabled"))
				.findFirst()
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
