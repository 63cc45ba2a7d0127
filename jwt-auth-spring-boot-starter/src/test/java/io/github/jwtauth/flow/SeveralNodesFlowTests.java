package io.github.jwtauth.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.boot.jpa.TestDatabases;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.login.AccountChanges;
import io.github.jwtauth.session.DeviceSessions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes of one application on one database, over real HTTP.
 */
class SeveralNodesFlowTests {

	private static final String EMAIL = "user@example.com";

	/** The promise of decision 7, with the time that a test needs to look. */
	private static final Duration EVERYWHERE = Duration.ofMillis(1500);

	private static TestHost first;

	private static TestHost second;

	@BeforeAll
	static void start() {
		Map<String, String> database = TestDatabases.postgres();
		first = node(database);
		second = node(database);
		first.account(EMAIL, "USER");
	}

	@AfterAll
	static void stop() {
		first.close();
		second.close();
	}

	@Test
	void aTokenOfOneNodeIsGoodOnTheOther() {
		TestCaller caller = first.caller();
		String token = caller.login(EMAIL).text("access_token");

		assertThat(second.caller().bearer(token).get("/api/ping").status()).isEqualTo(200);
		assertThat(second.caller().jar(caller.cookies()).post("/auth/token/refresh").status()).isEqualTo(200);
	}

	@Test
	void aLogoutIsKnownEverywhereWithinAboutASecond() {
		TestCaller caller = first.caller();
		String token = caller.login(EMAIL).text("access_token");
		assertThat(caller.post("/auth/logout").status()).isEqualTo(204);

		assertThat(first.caller().bearer(token).get("/api/ping").status()).isEqualTo(401);
		assertRefusedInTime(token);
	}

	@Test
	void anEndThatTookLongToCommitIsKnownAsSoon() {
		// decision 7: 20 s lie between the statement and the commit, and many polls
		Answer login = first.caller().login(EMAIL);
		String token = login.text("access_token");
		AccountId account = AccountId.parse(login.json().at("/user/id").asString()).orElseThrow();
		new TransactionTemplate(first.bean(PlatformTransactionManager.class)).executeWithoutResult((status) -> {
			first.bean(DeviceSessions.class).endAll(account, Optional.empty());
			hold(Duration.ofSeconds(20));
			assertThat(second.caller().bearer(token).get("/api/ping").status()).isEqualTo(200);
		});
		assertRefusedInTime(token);
	}

	@Test
	void aRoleThatWasTakenAwayIsGoneEverywhereWithinAboutASecond() { // J-62
		Answer login = first.caller().login(EMAIL);
		String token = login.text("access_token");
		AccountId account = AccountId.parse(login.json().at("/user/id").asString()).orElseThrow();
		first.bean(AccountChanges.class).rolesChanged(account);

		assertThat(first.caller().bearer(token).get("/api/ping").status()).isEqualTo(401);
		assertRefusedInTime(token);
	}

	@ParameterizedTest
	@EnumSource(Change.class)
	void whatHappensOnOneNodeIsKnownOnTheOtherWithoutAQueryOfARequest(Change change) {
		String email = change.name().toLowerCase(Locale.ROOT) + "@example.com";
		first.account(email, "USER");
		Answer login = first.caller().login(email);
		String token = login.text("access_token");
		AccountId account = AccountId.parse(login.json().at("/user/id").asString()).orElseThrow();
		SessionId session = SessionId.parse(login.text("session_id")).orElseThrow();
		assertThat(second.caller().bearer(token).get("/api/ping").status()).isEqualTo(200);

		assertThat(RequestConnections.taken()).as("what logins take is seen").isNotEmpty();
		RequestConnections.forget();
		change.onTheFirstNode.accept(account, session);
		assertThat(first.caller().bearer(token).get("/api/ping").status()).isEqualTo(401);
		assertRefusedInTime(token);
		assertThat(RequestConnections.taken()).isEmpty();
	}

	@Test
	void twentyTabsGetTheSameSuccessor() throws Exception {
		// F-12: both nodes, one token
		TestCaller caller = first.caller();
		caller.login(EMAIL);
		Map<String, String> jar = Map.copyOf(caller.cookies());
		Set<String> successors = new HashSet<>();
		for (TestCaller tab : race(20, (i) -> {
			TestCaller each = ((i % 2 == 0) ? first : second).caller().jar(jar);
			assertThat(each.post("/auth/token/refresh").status()).isEqualTo(200);
			return each;
		})) {
			successors.add(tab.cookies().get("refresh_token"));
		}
		assertThat(successors).hasSize(1);
		assertThat(second.caller()
			.jar(Map.of("refresh_token", successors.iterator().next()))
			.post("/auth/token/refresh")
			.status()).isEqualTo(200);
	}

	@Test
	void loginsOfOneAccountNeverExceedTheCap() throws Exception {
		//
		first.account("many@example.com", "USER");
		race(30, (i) -> ((i % 2 == 0) ? first : second).caller().login("many@example.com").status());
		TestCaller caller = first.caller();
		String token = caller.login("many@example.com").text("access_token");

		assertThat(caller.bearer(token).get("/auth/sessions").json().get("sessions").size()).isLessThanOrEqualTo(20);
	}

	private static void hold(Duration time) {
		try {
			Thread.sleep(time.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void assertRefusedInTime(String token) {
		Instant deadline = Instant.now().plus(EVERYWHERE);
		int status = 200;
		while (status == 200 && Instant.now().isBefore(deadline)) {
			status = second.caller().bearer(token).get("/api/ping").status();
		}
		assertThat(status).isEqualTo(401);
	}

	private static <T> List<T> race(int threads, Racer<T> racer) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			CyclicBarrier barrier = new CyclicBarrier(threads);
			List<Callable<T>> racers = new ArrayList<>();
			IntStream.range(0, threads).forEach((i) -> racers.add(() -> {
				barrier.await();
				return racer.run(i);
			}));
			List<T> results = new ArrayList<>();
			for (Future<T> each : executor.invokeAll(racers)) {
				results.add(each.get());
			}
			return results;
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static TestHost node(Map<String, String> database) {
		return TestHost.of(PlainHost.class, RequestConnections.class)
			.with(database)
			.with("jwtauth.secret", "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs")
			.with("jwtauth.public-url", "http://localhost")
			.with("jwtauth.schema.initialize", "always")
			.with("spring.datasource.hikari.maximum-pool-size", "6")
			.start();
	}

	/**
	 * What ends access tokens before their time (decision 7).
	 */
	enum Change {

		SESSION_ENDED((account, session) -> first.bean(DeviceSessions.class).end(account, session)),

		DISABLED((account, session) -> first.bean(AccountChanges.class).disabled(account)),

		DELETED((account, session) -> first.bean(AccountChanges.class).deleted(account)),

		ROLES_CHANGED((account, session) -> first.bean(AccountChanges.class).rolesChanged(account));

		private final BiConsumer<AccountId, SessionId> onTheFirstNode;

		Change(BiConsumer<AccountId, SessionId> onTheFirstNode) {
			this.onTheFirstNode = onTheFirstNode;
		}

	}

	private interface Racer<T> {

		T run(int index) throws Exception;

	}

}
