package io.github.jwtauth.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import io.github.jwtauth.TestRace;
import io.github.jwtauth.boot.jpa.TestDatabases;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The main job over real HTTP, on two nodes whose connections to one MariaDB differ: the
 * first has the pool that the manual advises, the second the defaults of the server and
 * counts changed rows only.
 */
class MariaDbFlowTests {

	private static final String EMAIL = "user@example.com";

	/** The promise of decision 7, with the time that a test needs to look. */
	private static final Duration EVERYWHERE = Duration.ofMillis(1500);

	private static TestHost first;

	private static TestHost second;

	@BeforeAll
	static void start() {
		Map<String, String> database = TestDatabases.mariaDb();
		first = node(database).with("spring.datasource.hikari.transaction-isolation", "TRANSACTION_READ_COMMITTED")
			.start();
		second = node(TestDatabases.with(database, "useAffectedRows=true")).start();
		first.account(EMAIL, "USER");
	}

	@AfterAll
	static void stop() {
		if (first != null) {
			first.close();
		}
		if (second != null) {
			second.close();
		}
	}

	@BeforeEach
	void mend() {
		first.bean(ObservedDataSource.class).mend();
	}

	@Test
	void loginRefreshReplayAndLogoutWorkAcrossTheNodes() {
		TestCaller caller = first.caller();
		caller.login(EMAIL);
		Map<String, String> stolen = Map.copyOf(caller.cookies());
		assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(200);
		String token = second.caller().jar(caller.cookies()).post("/auth/token/refresh").text("access_token");
		assertThat(second.caller().bearer(token).get("/api/ping").status()).isEqualTo(200);

		Answer replay = second.caller().jar(stolen).post("/auth/token/refresh");
		assertThat(replay.status()).isEqualTo(401);
		assertThat(replay.text("reason")).isEqualTo("refresh_token_reuse");
		assertThat(caller.post("/auth/token/refresh").text("reason")).isEqualTo("refresh_token_reuse");
		assertRefusedInTime(token);
	}

	@Test
	void aLogoutIsKnownEverywhereWithinAboutASecond() {
		TestCaller caller = second.caller();
		String token = caller.login(EMAIL).text("access_token");
		assertThat(first.caller().bearer(token).get("/api/ping").status()).isEqualTo(200);
		assertThat(caller.post("/auth/logout").status()).isEqualTo(204);
		assertRefusedInTime(token);
	}

	@Test
	void twentyTabsGetTheSameSuccessor() { // F-12
		TestCaller caller = first.caller();
		caller.login(EMAIL);
		Map<String, String> jar = Map.copyOf(caller.cookies());
		List<Callable<String>> tabs = IntStream.range(0, 20).<Callable<String>>mapToObj((i) -> () -> {
			TestCaller tab = ((i % 2 == 0) ? first : second).caller().jar(jar);
			assertThat(tab.post("/auth/token/refresh").status()).isEqualTo(200);
			return tab.cookies().get("refresh_token");
		}).toList();
		Set<String> successors = new HashSet<>(TestRace.between(tabs));
		assertThat(successors).hasSize(1);
		assertThat(second.caller()
			.jar(Map.of("refresh_token", successors.iterator().next()))
			.post("/auth/token/refresh")
			.status()).isEqualTo(200);
	}

	@Test
	void aSessionIsRenamedToTheNameThatItHas() {
		TestCaller caller = second.caller();
		String token = caller.login(EMAIL).text("access_token");
		String id = caller.bearer(token).get("/auth/sessions").json().at("/sessions/0/id").asString();
		for (int i = 0; i < 2; i++) {
			assertThat(caller.bearer(token)
				.json("PATCH", "/auth/sessions/" + id, "{\"device_name\":\"kitchen\"}")
				.status()).isBetween(200, 204);
		}
	}

	@Test
	void aRefreshIsTwoStatementsAndACommit() {
		TestCaller caller = first.caller();
		caller.login(EMAIL);
		assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(200);
		ObservedDataSource database = first.bean(ObservedDataSource.class).reset();
		assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(200);
		assertThat(database.calls()).filteredOn((call) -> !call.contains("void_until"))
			.hasSize(3)
			.satisfiesExactly((call) -> assertThat(call).contains("update jwtauth_session"),
					(call) -> assertThat(call).startsWith("select"), (call) -> assertThat(call).isEqualTo("commit"));
	}

	@Test
	void theSameTokenWorksAfterAnOutage() {
		TestCaller caller = first.caller();
		String accessToken = caller.login(EMAIL).text("access_token");
		Map<String, String> held = Map.copyOf(caller.cookies());
		first.bean(ObservedDataSource.class).cut();
		for (Answer answer : List.of(caller.post("/auth/token/refresh"), first.caller().login(EMAIL),
				caller.bearer(accessToken).get("/auth/sessions"), caller.post("/auth/logout"))) {
			assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
			assertThat(answer.code()).isEqualTo("unavailable");
		}
		assertThat(caller.bearer(accessToken).get("/api/ping").status()).isEqualTo(200);
		assertThat(caller.cookies()).isEqualTo(held);
		first.bean(ObservedDataSource.class).mend();
		assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(200);
	}

	private static void assertRefusedInTime(String token) {
		Instant deadline = Instant.now().plus(EVERYWHERE);
		int status = 200;
		while (status == 200 && Instant.now().isBefore(deadline)) {
			status = first.caller().bearer(token).get("/api/ping").status();
		}
		assertThat(status).isEqualTo(401);
	}

	private static TestHost.Starting node(Map<String, String> database) {
		return TestHost.of(PlainHost.class, ObservedDataSource.Observation.class)
			.with(database)
			.with("jwtauth.secret", "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs")
			.with("jwtauth.public-url", "http://localhost")
			.with("jwtauth.schema.initialize", "always")
			.with("spring.datasource.hikari.maximum-pool-size", "6");
	}

}
