package io.github.jwtauth.flow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.boot.jpa.TestDatabases;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * After everything that can be done with secrets, right and wrong, none of them is in the
 * database, in the log, in an event or in what a bean prints.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretsFlowTests {

	private static final String SECRET = "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs";

	private static final String PREVIOUS = "DIdPELTOtcM04A0QOAywUSTOW4CN-DVEzeGMGyaLCtM";

	/** In wrong passwords and made-up tokens. */
	private static final String CANARY = "c4n4ry";

	/** In addresses, which the database keeps and nothing else. */
	private static final String SOMEBODY = "s0mebody";

	private static final String EMAIL = SOMEBODY + "@example.com";

	/** Where the salt of a refresh token is: after version, secret id, session, count. */
	private static final int SALT_AT = 1 + 4 + 16 + 4;

	private final Set<String> tokens = new TreeSet<>();

	@AfterEach
	void quiet() {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.setLogLevel("io.github.jwtauth", null);
		logging.setLogLevel("org.springframework", LogLevel.WARN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2", "postgres" })
	void nothingSecretIsKeptOrTold(String kind, CapturedOutput output) {
		Map<String, String> database = kind.equals("h2") ? TestDatabases.h2() : TestDatabases.postgres();
		try (TestHost host = host(database)) {
			host.account(EMAIL, "USER");
			useEverything(host);
			host.bean(ObservedDataSource.class).cut();
			useEverything(host);
			host.bean(ObservedDataSource.class).mend();

			assertThat(this.tokens).hasSizeGreaterThan(7);
			assertThat(dump(host)).contains(EMAIL, "REFRESH_TOKEN_REUSE");
			assertNotIn(dump(host), secrets(false));
			assertThat(output.getAll()).contains("/auth/token/refresh", "Access token refused");
			assertNotIn(output.getAll(), secrets(true));
			assertThat(host.bean(Ear.class).heard).hasSizeGreaterThan(5);
			assertNotIn(host.bean(Ear.class).heard.toString(), secrets(true));
			assertThat(printedBeans(host)).contains("jwtAuthSecretKeys=", "jwtAuthRefreshTokenCodec=");
			assertNotIn(printedBeans(host), secrets(true));
		}
	}

	private void useEverything(TestHost host) {
		TestCaller caller = host.caller();
		note(caller, caller.login(EMAIL));
		Map<String, String> old = Map.copyOf(caller.cookies());
		String csrf = caller.get("/auth/csrf").text("csrf_token");
		Answer refreshed = caller.header("X-CSRF-Token", csrf).post("/auth/token/refresh");
		note(caller, refreshed);
		note(caller, caller.header("X-Token-Transport", "body").jar(Map.of()).login(EMAIL));
		String accessToken = caller.cookies().getOrDefault("access_token", CANARY);
		TestCaller bearer = host.caller().bearer(accessToken);
		for (String path : new String[] { "/auth/check", "/auth/sessions", "/api/ping", "/api/jwt" }) {
			bearer.get(path);
			caller.bearer(CANARY + "." + CANARY + "." + CANARY).get(path);
		}
		caller.post("/auth/token/verify", Map.of("token", accessToken));
		caller.post("/auth/token/verify", Map.of("token", CANARY));
		wrongInput(host);
		bearer.post("/auth/password/change", Map.of("current_password", CANARY, "new_password", CANARY));
		bearer.post("/auth/password/change", Map.of("current_password", TestHost.PASSWORD, "new_password", CANARY));
		note(caller, caller.jar(old).post("/auth/token/refresh"));
		bearer.post("/auth/sessions/terminate-all", Map.of("include_current", true));
		caller.post("/auth/logout");
	}

	private static void wrongInput(TestHost host) {
		TestCaller caller = host.caller();
		caller.post("/auth/login", Map.of("email", EMAIL, "password", CANARY));
		caller.post("/auth/login", Map.of("email", "nobody." + EMAIL, "password", CANARY));
		caller.post("/auth/login", Map.of("email", EMAIL, "password", CANARY.repeat(100)));
		caller.post("/auth/login", Map.of("email", EMAIL, "password", List.of(CANARY)));
		caller.post("/auth/login", Map.of("email", EMAIL, "password", TestHost.PASSWORD, CANARY, CANARY));
		caller.json("POST", "/auth/login", "{\"email\":\"" + EMAIL + "\",\"password\":\"" + CANARY);
		caller.json("POST", "/auth/token/refresh", "{\"refresh_token\":\"" + CANARY + "\",}");
		caller.post("/auth/token/refresh", Map.of("refresh_token", "jar_" + CANARY));
		caller.jar(Map.of("refresh_token", CANARY, "access_token", CANARY)).post("/auth/token/refresh");
		caller.header("X-CSRF-Token", CANARY).post("/auth/logout");
		caller.post("/auth/password/reset", Map.of("email", EMAIL));
		caller.post("/auth/password/reset", Map.of("email", "nobody." + EMAIL));
		caller.post("/auth/password/reset/confirm", Map.of("token", CANARY, "new_password", CANARY.repeat(3)));
		caller.header("Authorization", "Basic " + CANARY).get("/auth/check");
	}

	private void note(TestCaller caller, Answer answer) {
		List.of(answer.text("access_token"), answer.text("refresh_token")).forEach(this.tokens::add);
		this.tokens.addAll(caller.cookies().values());
		answer.setCookies().forEach((cookie) -> this.tokens.add(cookie.split("[=;]")[1]));
		this.tokens.remove("");
	}

	/** Also what could be put together to a token again. */
	private List<String> secrets(boolean addresses) {
		List<String> secrets = new ArrayList<>(this.tokens);
		secrets.addAll(List.of(SECRET, PREVIOUS, TestHost.PASSWORD, CANARY));
		if (addresses) {
			secrets.add(SOMEBODY);
		}
		for (String token : this.tokens) {
			if (token.startsWith("jar_")) {
				byte[] bytes = Base64.getUrlDecoder().decode(token.substring(4));
				secrets.add(HexFormat.of().formatHex(bytes, SALT_AT, SALT_AT + 16));
				secrets.add(HexFormat.of().formatHex(bytes, SALT_AT + 16, bytes.length));
			}
			else if (token.startsWith("ey")) {
				secrets.add(token.substring(token.lastIndexOf('.') + 1));
			}
		}
		return secrets;
	}

	static void assertNotIn(String haystack, List<String> secrets) {
		List<String> found = secrets.stream().filter(haystack::contains).toList();
		assertThat(found)
			.as(() -> found.stream().map((secret) -> around(haystack, haystack.indexOf(secret))).toList().toString())
			.isEmpty();
	}

	private static String around(String haystack, int at) {
		return haystack.substring(Math.max(0, at - 300), Math.min(haystack.length(), at + 100));
	}

	/** Every value of every table of ours, binary ones in each spelling. */
	static String dump(TestHost host) {
		JdbcClient sql = host.bean(JdbcClient.class);
		List<String> tables = sql
			.sql("select distinct table_name from information_schema.tables where lower(table_name) like 'jwtauth%'"
					+ " and table_schema = current_schema")
			.query(String.class)
			.list();
		assertThat(tables).hasSizeGreaterThan(4);
		StringBuilder dump = new StringBuilder();
		for (String table : tables) {
			sql.sql("select * from " + table)
				.query()
				.listOfRows()
				.forEach((row) -> row
					.forEach((column, value) -> dump.append(column).append('=').append(spelled(value))));
		}
		return dump.append('\n').toString();
	}

	private static String spelled(Object value) {
		if (value instanceof byte[] bytes) {
			return Arrays
				.asList(HexFormat.of().formatHex(bytes), Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
						new String(bytes, StandardCharsets.ISO_8859_1))
				.toString();
		}
		return String.valueOf(value) + '\n';
	}

	static String printedBeans(TestHost host) {
		StringBuilder printed = new StringBuilder();
		host.context().getBeansOfType(Object.class).forEach((name, bean) -> {
			if (bean.getClass().getName().startsWith("io.github.jwtauth.")) {
				printed.append(name).append('=').append(bean).append('\n');
			}
		});
		return printed.toString();
	}

	private static TestHost host(Map<String, String> database) {
		return TestHost.of(PlainHost.class, ObservedDataSource.Observation.class, Ear.class)
			.with(database)
			.with("jwtauth.secret", SECRET)
			.with("jwtauth.previous-secrets", PREVIOUS)
			.with("jwtauth.public-url", "http://localhost")
			.with("jwtauth.schema.initialize", "always")
			.with("jwtauth.access-token-as-cookie", "true")
			.with("jwtauth.transport-override", "true")
			.with("jwtauth.refresh-token.retry-window", "0s")
			.with("logging.level.io.github.jwtauth", "TRACE")
			.with("logging.level.org.springframework", "DEBUG")
			.start();
	}

	static final class Ear {

		final List<AuthEvent> heard = new CopyOnWriteArrayList<>();

		@EventListener
		void hear(AuthEvent event) {
			this.heard.add(event);
		}

	}

}
