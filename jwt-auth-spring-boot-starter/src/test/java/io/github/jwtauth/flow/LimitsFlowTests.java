package io.github.jwtauth.flow;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.jwtauth.TestRace;
import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.iwantto.FixedWindows;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.protection.RequestsRateLimited;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Limits over real HTTP. The host trusts a proxy on this machine, so that each test comes
 * from addresses of its own.
 */
class LimitsFlowTests {

	private static final int GUESSES = 4;

	private static final int ATTEMPTS = 12;

	private static final AtomicInteger LAST_ADDRESS = new AtomicInteger();

	private static TestHost host;

	@BeforeAll
	static void start() {
		host = TestHost.of(PlainHost.class, Listener.class)
			.with("jwtauth.trusted-proxies", "127.0.0.0/8,::1")
			.with("jwtauth.rate-limit.allowed-networks", "198.51.100.0/24")
			.with("jwtauth.rate-limit.login.per-address", GUESSES + "/h")
			.with("jwtauth.rate-limit.login.attempts-per-address", ATTEMPTS + "/h")
			.with("jwtauth.rate-limit.refresh.per-session", "3/h")
			.with("jwtauth.rate-limit.me.per-session", "2/h")
			.with("jwtauth.registration.mode", "invitation")
			.with("jwtauth.lockout.mode", "off")
			.start();
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@Test
	void guessesOfOneAddressAreBoundedWhateverItSaysOfItself() {
		// the end that a client writes, other accounts, case and spaces
		String address = address();
		List<Answer> answers = new ArrayList<>();
		for (int i = 0; i < GUESSES + 3; i++) {
			answers.add(guess(
					host.caller()
						.header("X-Forwarded-For", "10.1.2." + i + ", " + address)
						.header("X-Real-IP", "10.1.2." + i),
					(i % 2 == 0) ? " Victim@Example.COM " : "victim@example.com"));
		}
		assertThat(answers.subList(0, GUESSES)).extracting(Answer::status).containsOnly(401);
		assertThat(answers.subList(GUESSES, GUESSES + 3)).extracting(Answer::status).containsOnly(429);
	}

	@Test
	void aWholeNetworkOfIpv6IsOneAddress() {
		for (int i = 0; i < GUESSES; i++) {
			assertThat(guess(from("2001:db8:7:7:" + i + "::1"), "user6@example.com").status()).isEqualTo(401);
		}
		assertThat(guess(from("2001:db8:7:7:ffff::9"), "user6@example.com").status()).isEqualTo(429);
		assertThat(guess(from("2001:db8:7:8::1"), "user6@example.com").status()).isEqualTo(401);
	}

	@Test
	void anAddressThatIsMappedIntoIpv6IsTheSame() {
		String address = address();
		for (int i = 0; i < GUESSES; i++) {
			guess(from((i % 2 == 0) ? address : "::ffff:" + address), "mapped@example.com");
		}
		assertThat(guess(from("::ffff:" + address), "mapped@example.com").status()).isEqualTo(429);
	}

	@Test
	void guessesAtTheSameTimeAreNoMore() {
		String address = address();
		List<Integer> statuses = TestRace.of(20, () -> guess(from(address), "parallel@example.com").status());

		assertThat(statuses).filteredOn((status) -> status == 401).hasSize(GUESSES);
		assertThat(statuses).filteredOn((status) -> status == 429).hasSize(20 - GUESSES);
	}

	@Test
	void whoLogsInWithTheirOwnAccountBetweenGuessesGuessesNoMore() {
		host.account("own@example.com", "USER");
		String address = address();
		int seen = 0;
		for (int i = 0; i < GUESSES + 1; i++) {
			seen += (guess(from(address), "other@example.com").status() == 401) ? 1 : 0;
			from(address).login("own@example.com");
		}
		assertThat(seen).isEqualTo(GUESSES);
	}

	@Test
	void anOfficeBehindOneAddressLogsInUntilItIsTooManyAltogether() {
		host.account("office@example.com", "USER");
		String address = address();
		for (int i = 0; i < ATTEMPTS; i++) {
			assertThat(from(address).login("office@example.com").status()).isEqualTo(200);
		}
		Answer refused = from(address).login("office@example.com");
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"login-attempts-per-address\";q=12;w=3600");
	}

	@Test
	void aRefusalIsTheSameWhoeverExists() {
		host.account("known@example.com", "USER");
		List<String> known = course("known@example.com");

		assertThat(course("unknown@example.com")).isEqualTo(known);
		assertThat(known.get(GUESSES)).startsWith("429");
	}

	@Test
	void aRefusalSaysWhichLimitAndWhenToComeBack() {
		String address = address();
		for (int i = 0; i < GUESSES; i++) {
			assertThat(guess(from(address), "shape@example.com").header("RateLimit")).isEmpty();
		}
		Answer refused = guess(from(address), "shape@example.com");

		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.code()).isEqualTo("too_many_requests");
		String seconds = refused.header("Retry-After");
		assertThat(Integer.parseInt(seconds)).isBetween(800, 900);
		assertThat(refused.json().path("retry_after").asString()).isEqualTo(seconds);
		assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"login-per-address\";q=4;w=3600");
		assertThat(refused.header("RateLimit")).isEqualTo("\"login-per-address\";r=0;t=" + seconds);
		assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
		assertThat(refused.setCookies()).isEmpty();
	}

	@Test
	void aRequestIsRefusedBeforeItsBodyIsRead() {
		String address = address();
		for (int i = 0; i < 5; i++) {
			from(address).post("/auth/password/reset", Map.of("email", "nobody@example.com"));
		}
		Answer refused = from(address).send("POST", "/auth/password/reset", BodyPublishers.ofString("no json"));
		assertThat(refused.status()).isEqualTo(429);
	}

	@Test
	void everyEndpointThatStrangersMayCallHasItsLimit() { // the numbers of the
															// contract
		Map<String, Integer> expected = Map.ofEntries(Map.entry("register", 5), Map.entry("login", ATTEMPTS),
				Map.entry("exchange", 10), Map.entry("token-verify", 100), Map.entry("email-verify", 10),
				Map.entry("email-resend", 5), Map.entry("email-change-confirm", 10), Map.entry("email-change-undo", 10),
				Map.entry("password-reset", 5), Map.entry("password-reset-confirm", 10),
				Map.entry("sessions-not-me", 10), Map.entry("invitations-accept", 10), Map.entry("csrf", 100));
		// codes of a second factor have a budget of their own.
		Set<String> unlimited = new HashSet<>(Set.of("mfa-verify", "refresh", "logout", "password-policy", "health",
				"page", "page-asset", "jwks", "discovery"));
		String address = address();
		for (AuthEndpoint endpoint : AuthEndpoint.values()) {
			if (endpoint.access() == AuthEndpoint.Access.ANYONE && !unlimited.remove(endpoint.limitName())) {
				assertThat(callsUntilRefused(endpoint, address)).as(endpoint.limitName())
					.isEqualTo(expected.get(endpoint.limitName()));
			}
		}
		assertThat(unlimited).isEmpty();
	}

	@Test
	void healthAndLogoutAreNotLimited() {
		String address = address();
		for (int i = 0; i < 120; i++) {
			assertThat(from(address).get("/auth/health").status()).isEqualTo(200);
			assertThat(from(address).post("/auth/logout").status()).isEqualTo(204);
		}
	}

	@Test
	void allowedNetworksAreNotLimited() {
		for (int i = 0; i < 120; i++) {
			assertThat(from("198.51.100.1").get("/auth/csrf").status()).isEqualTo(200);
		}
		for (int i = 0; i < GUESSES + 2; i++) {
			assertThat(guess(from("198.51.100.7"), "tool@example.com").status()).isEqualTo(401);
		}
	}

	@Test
	void anAccountHasOneBudgetOnAllItsDevices() {
		host.account("devices@example.com", "USER");
		host.account("neighbour@example.com", "USER");
		List<String> tokens = List.of(from(address()).login("devices@example.com").text("access_token"),
				from(address()).login("devices@example.com").text("access_token"));
		for (int i = 0; i < 30; i++) {
			assertThat(from(address()).bearer(tokens.get(i % 2)).get("/auth/sessions").status()).isEqualTo(200);
		}
		Answer refused = from(address()).bearer(tokens.get(0)).get("/auth/sessions");
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"sessions-per-account\";q=30;w=3600");
		String neighbour = from(address()).login("neighbour@example.com").text("access_token");
		assertThat(from(address()).bearer(neighbour).get("/auth/sessions").status()).isEqualTo(200);
	}

	@Test
	void aSessionCanHaveABudgetOfItsOwn() {
		host.account("session@example.com", "USER");
		String one = from(address()).login("session@example.com").text("access_token");
		String other = from(address()).login("session@example.com").text("access_token");
		assertThat(from(address()).bearer(one).get("/auth/me").status()).isEqualTo(200);
		assertThat(from(address()).bearer(one).get("/auth/me").status()).isEqualTo(200);

		assertThat(from(address()).bearer(one).get("/auth/me").status()).isEqualTo(429);
		assertThat(from(address()).bearer(other).get("/auth/me").status()).isEqualTo(200);
	}

	@Test
	void aSessionIsRefreshedSoOftenAndSurvivesTheRefusal() {
		host.account("refresh@example.com", "USER");
		TestCaller caller = from(address());
		caller.login("refresh@example.com");
		for (int i = 0; i < 3; i++) {
			assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(200);
		}
		String token = caller.cookies().get("refresh_token");
		Answer refused = caller.post("/auth/token/refresh");
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"refresh-per-session\";q=3;w=3600");
		assertThat(caller.cookies()).containsEntry("refresh_token", token);
	}

	@Test
	void aForgedTokenUsesUpNobodysBudget() {
		host.account("forged@example.com", "USER");
		TestCaller caller = from(address());
		caller.login("forged@example.com");
		String token = caller.cookies().get("refresh_token");
		// the session id stays, the MAC does not
		String forged = token.substring(0, token.length() - 4) + (token.endsWith("AAAA") ? "BBBB" : "AAAA");
		for (int i = 0; i < 5; i++) {
			assertThat(from(address()).jar(Map.of("refresh_token", forged)).post("/auth/token/refresh").status())
				.isEqualTo(401);
		}
		assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(200);
	}

	@Test
	void countRequestsInMyOwnWay() {
		try (TestHost own = TestHost.of(PlainHost.class, FixedWindows.class)
			.with("jwtauth.rate-limit.allowed-networks", "")
			.with("jwtauth.rate-limit.csrf.per-address", "3/31d")
			.start()) {
			for (int i = 0; i < 3; i++) {
				assertThat(own.caller().get("/auth/csrf").status()).isEqualTo(200);
			}
			assertThat(own.caller().get("/auth/csrf").status()).isEqualTo(429);
			assertThat(own.bean(FixedWindows.class).asked()).isEqualTo(4);
		}
	}

	@Test
	void aFloodOfRequestsIsNoFloodOfEvents() {
		String address = address();
		for (int i = 0; i < 5; i++) {
			from(address).post("/auth/email/resend", Map.of("email", "flood@example.com"));
		}
		int before = host.bean(Listener.class).of("email-resend-per-address");
		for (int i = 0; i < 10; i++) {
			assertThat(from(address).post("/auth/email/resend").status()).isEqualTo(429);
		}
		assertThat(host.bean(Listener.class).of("email-resend-per-address")).isEqualTo(before + 1);
	}

	/** Every address of this test range is used once. */
	private static String address() {
		return "203.0.113." + LAST_ADDRESS.incrementAndGet();
	}

	private static TestCaller from(String address) {
		return host.caller().header("X-Forwarded-For", address);
	}

	private static Answer guess(TestCaller caller, String identifier) {
		return caller.post("/auth/login", Map.of("email", identifier, "password", "not the password at all"));
	}

	/** What a stranger sees, but for the time that passed. */
	private static List<String> course(String identifier) {
		String address = address();
		List<String> course = new ArrayList<>();
		for (int i = 0; i < GUESSES + 2; i++) {
			Answer answer = guess(from(address), identifier);
			Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			headers.putAll(answer.response().headers().map());
			List.of("date", "x-request-id", "retry-after", "ratelimit", "content-length").forEach(headers::remove);
			String body = answer.response()
				.body()
				.replaceAll("\"trace_id\":\"[^\"]*\"", "")
				.replaceAll("\"retry_after\":[0-9]+", "");
			course.add(answer.status() + " " + headers + " " + body);
		}
		return course;
	}

	private static int callsUntilRefused(AuthEndpoint endpoint, String address) {
		String method = endpoint.methods().get(0);
		for (int calls = 0; calls < 200; calls++) {
			Answer answer = from(address).json(method, "/auth" + endpoint.path(), "{}");
			assertThat(answer.status()).as(endpoint.limitName()).isNotEqualTo(404);
			if (answer.status() == 429) {
				assertThat(answer.code()).isEqualTo("too_many_requests");
				return calls;
			}
		}
		return -1;
	}

	static class Listener {

		private final Queue<RequestsRateLimited> events = new ConcurrentLinkedQueue<>();

		@EventListener
		void on(RequestsRateLimited event) {
			this.events.add(event);
		}

		int of(String limit) {
			return (int) this.events.stream().filter((event) -> event.limit().equals(limit)).count();
		}

	}

}
