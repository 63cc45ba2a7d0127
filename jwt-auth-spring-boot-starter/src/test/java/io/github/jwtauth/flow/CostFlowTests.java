package io.github.jwtauth.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.boot.jpa.TestDatabases;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What requests cost the database, counted where the host's pool begins.
 */
class CostFlowTests {

	private static final String EMAIL = "user@example.com";

	@Test
	void aRefreshIsOneStatementAndACommitOnPostgres() {
		try (TestHost host = host(TestDatabases.postgres())) {
			List<String> calls = callsOfARefresh(host);
			assertThat(calls).hasSize(2);
			assertThat(calls.get(0)).contains("update jwtauth_session");
			assertThat(calls.get(1)).isEqualTo("commit");
		}
	}

	@Test
	void aRefreshIsTwoStatementsAndACommitElsewhere() {
		try (TestHost host = host(TestDatabases.h2())) {
			List<String> calls = callsOfARefresh(host);
			assertThat(calls).hasSize(3).last().isEqualTo("commit");
		}
	}

	@Test
	void countingALoginIsTwoStatements() {
		try (TestHost host = host(TestDatabases.postgres())) {
			host.caller().login(EMAIL);
			ObservedDataSource database = host.bean(ObservedDataSource.class).reset();
			assertThat(host.caller().login(EMAIL).status()).isEqualTo(200);
			List<String> counting = database.calls()
				.stream()
				.filter((call) -> call.contains("jwtauth_login_failure"))
				.toList();
			assertThat(counting).hasSize(2);
			assertThat(counting.get(0)).contains("insert into");
			assertThat(counting.get(1)).contains("delete from");
		}
	}

	@Test
	void aLoginCostsOneInsertForItsRecordInTheTrail() {
		List<String> kept = callsOfALogin(Map.of());
		List<String> notKept = callsOfALogin(Map.of("jwtauth.audit.enabled", "false"));
		assertThat(kept).filteredOn((call) -> call.contains("jwtauth_audit"))
			.singleElement()
			.asString()
			.startsWith("insert");
		assertThat(kept).hasSize(notKept.size() + 1);
	}

	@Test
	void aProtectedRequestCostsNone() {
		try (TestHost host = host(TestDatabases.postgres())) {
			TestCaller caller = host.caller();
			TestCaller bearer = caller.bearer(caller.login(EMAIL).text("access_token"));
			ObservedDataSource database = host.bean(ObservedDataSource.class).reset();

			assertThat(bearer.get("/api/ping").status()).isEqualTo(200);
			assertThat(bearer.get("/auth/check").status()).isEqualTo(200);
			assertThat(database.calls()).isEmpty();
		}
	}

	@Test
	void aForgedRefreshTokenCostsNone() {
		try (TestHost host = host(TestDatabases.postgres())) {
			TestCaller caller = host.caller();
			caller.login(EMAIL);
			String genuine = caller.cookies().get("refresh_token");
			char last = genuine.charAt(genuine.length() - 5);
			String forged = genuine.substring(0, genuine.length() - 5) + ((last == 'A') ? 'B' : 'A')
					+ genuine.substring(genuine.length() - 4);
			ObservedDataSource database = host.bean(ObservedDataSource.class).reset();

			TestCaller attacker = host.caller().jar(Map.of("refresh_token", forged));
			assertThat(attacker.post("/auth/token/refresh").code()).isEqualTo("invalid_refresh_token");
			assertThat(database.calls()).isEmpty();
		}
	}

	private static List<String> callsOfARefresh(TestHost host) {
		TestCaller caller = host.caller();
		caller.login(EMAIL);
		assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(200);
		ObservedDataSource database = host.bean(ObservedDataSource.class).reset();
		assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(200);
		return database.calls();
	}

	private static List<String> callsOfALogin(Map<String, String> properties) {
		Map<String, String> all = new HashMap<>(TestDatabases.h2());
		all.putAll(properties);
		try (TestHost host = host(all)) {
			assertThat(host.caller().login(EMAIL).status()).isEqualTo(200);
			ObservedDataSource database = host.bean(ObservedDataSource.class).reset();
			assertThat(host.caller().login(EMAIL).status()).isEqualTo(200);
			return database.calls();
		}
	}

	private static TestHost host(Map<String, String> database) {
		TestHost host = TestHost.of(PlainHost.class, ObservedDataSource.Observation.class)
			.with(database)
			.with("jwtauth.secret", "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs")
			.with("jwtauth.public-url", "http://localhost")
			.with("jwtauth.schema.initialize", "always")
			.with("jwtauth.housekeeping.enabled", "false")
			.with("jwtauth.mail.poll-interval", "1h")
			.start();
		host.account(EMAIL, "USER");
		return host;
	}

}
