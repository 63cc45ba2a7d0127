package io.github.jwtauth.flow;

import java.util.Map;

import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.ownchain.OwnChainHost;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that another site makes a browser send (R-81 to R-83,
 *
 */
class CrossSiteFlowTests {

	private static final String EMAIL = "user@example.com";

	private static final String FRONT_END = "https://app.example.com";

	private static TestHost host;

	private static TestHost ownChain;

	private static TestHost withToken;

	@BeforeAll
	static void start() {
		host = TestHost.of(PlainHost.class)
			.with("jwtauth.access-token-as-cookie", "true")
			.with("jwtauth.cors.allowed-origins", FRONT_END)
			.start();
		ownChain = TestHost.of(OwnChainHost.class).with("jwtauth.access-token-as-cookie", "true").start();
		withToken = TestHost.of(PlainHost.class)
			.with("jwtauth.access-token-as-cookie", "true")
			.with("jwtauth.csrf.token", "true")
			.start();
		host.account(EMAIL, "USER");
		ownChain.account(EMAIL, "USER");
		withToken.account(EMAIL, "USER");
	}

	@AfterAll
	static void stop() {
		host.close();
		ownChain.close();
		withToken.close();
	}

	@Test
	void anotherSiteCannotLogABrowserIn() {
		TestCaller victim = host.caller();
		for (TestCaller forged : new TestCaller[] { victim.header("Origin", "https://evil.example"),
				victim.header("Origin", "null"), victim.header("Sec-Fetch-Site", "cross-site"),
				victim.header("Sec-Fetch-Site", "same-site"),
				victim.header("Origin", "https://app.example.com.evil.example") }) {
			Answer answer = forged.login(EMAIL);
			assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
			assertThat(answer.code()).isEqualTo("cross_origin");
			assertThat(answer.setCookies()).isEmpty();
		}
	}

	@Test
	void aForgedRefreshRotatesNothing() {
		TestCaller victim = host.caller();
		victim.login(EMAIL);
		String before = victim.cookies().get("refresh_token");

		assertThat(victim.header("Sec-Fetch-Site", "cross-site").post("/auth/token/refresh").status()).isEqualTo(403);
		assertThat(victim.cookies()).containsEntry("refresh_token", before);
		assertThat(victim.header("Sec-Fetch-Site", "same-origin").post("/auth/token/refresh").status()).isEqualTo(200);
	}

	@Test
	void aForgedLogoutEndsNothing() {
		TestCaller victim = host.caller();
		victim.login(EMAIL);

		assertThat(victim.header("Origin", "https://evil.example").post("/auth/logout").status()).isEqualTo(403);
		assertThat(victim.post("/auth/token/refresh").status()).isEqualTo(200);
	}

	@Test
	void theOwnSiteAndClientsThatAreNoBrowsersPass() {
		TestCaller caller = host.caller();
		String own = "http://localhost:" + host.port();

		assertThat(caller.login(EMAIL).status()).isEqualTo(200);
		assertThat(caller.header("Origin", own).login(EMAIL).status()).isEqualTo(200);
		assertThat(caller.header("Sec-Fetch-Site", "none").login(EMAIL).status()).isEqualTo(200);
	}

	@Test
	void anAllowedFrontEndMayUseItsVisitorsSession() {
		TestCaller frontEnd = host.caller().header("Origin", FRONT_END).header("Sec-Fetch-Site", "cross-site");
		Answer login = frontEnd.login(EMAIL);
		assertThat(login.status()).isEqualTo(200);
		assertThat(login.header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)).isEqualTo(FRONT_END);
		assertThat(login.header(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS)).isEqualTo("true");
		assertThat(frontEnd.post("/auth/token/refresh").status()).isEqualTo(200);
	}

	@Test
	void corsIsClosedForEverybodyElse() {
		//
		for (String origin : new String[] { "https://evil.example", "null", FRONT_END + ".evil.example",
				"http://app.example.com" }) {
			TestCaller stranger = host.caller().header("Origin", origin);
			assertThat(stranger.get("/auth/health").header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)).isEmpty();
			Answer preflight = stranger.header("Access-Control-Request-Method", "POST")
				.send("OPTIONS", "/auth/login", java.net.http.HttpRequest.BodyPublishers.noBody());
			assertThat(preflight.status()).as(origin).isEqualTo(403);
			assertThat(preflight.header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)).isEmpty();
		}
	}

	@Test
	void anAccessCookieAuthenticatesWithTheCrossSiteRule() {
		for (TestHost each : new TestHost[] { host, ownChain }) {
			TestCaller victim = each.caller();
			victim.login(EMAIL);

			assertThat(victim.cookies()).containsKey("access_token");
			assertThat(victim.get("/api/ping").status()).isEqualTo(200);
			assertThat(victim.post("/api/ping").status()).isEqualTo(200);
			Answer forged = victim.header("Sec-Fetch-Site", "cross-site").post("/api/ping");
			assertThat(forged.status()).as(forged.toString()).isEqualTo(403);
			assertThat(forged.code()).isEqualTo("cross_origin");
			assertThat(victim.header("Sec-Fetch-Site", "cross-site").post("/auth/sessions/terminate-all").status())
				.isEqualTo(403);
		}
	}

	@Test
	void aJunkHeaderDoesNotExemptACookie() {
		//
		TestCaller victim = ownChain.caller();
		victim.login(EMAIL);
		assertThat(victim.bearer("x").header("Sec-Fetch-Site", "cross-site").post("/api/ping").status()).isEqualTo(401);
	}

	@Test
	void aStaleAccessCookieLeavesPublicPagesAlone() {
		TestCaller visitor = ownChain.caller().jar(Map.of("access_token", "stale"));
		assertThat(visitor.get("/open").status()).isEqualTo(200);
		assertThat(visitor.get("/api/ping").status()).isEqualTo(401);
		assertThat(visitor.login(EMAIL).status()).isEqualTo(200);
	}

	@Test
	void theSignedTokenIsAskedForWhenTheHostWantsIt() {
		TestCaller browser = withToken.caller();
		assertThat(browser.login(EMAIL).status()).isEqualTo(403);

		String anonymous = browser.get("/auth/csrf").text("csrf_token");
		assertThat(browser.header("X-CSRF-Token", anonymous).login(EMAIL).status()).isEqualTo(200);

		// bound to the session, so the one from before the login is void
		assertThat(browser.header("X-CSRF-Token", anonymous).post("/auth/token/refresh").status()).isEqualTo(403);
		String mine = browser.cookies().get("csrf_token");
		assertThat(browser.header("X-CSRF-Token", mine).post("/auth/token/refresh").status()).isEqualTo(200);
		assertThat(browser.header("X-CSRF-Token", mine).post("/api/ping").status()).isEqualTo(200);
		assertThat(browser.post("/api/ping").status()).isEqualTo(403);
	}

	@Test
	void aLinkOnAnotherSiteDoesNotReplaceTheToken() {
		TestCaller browser = withToken.caller();
		browser.header("X-CSRF-Token", browser.get("/auth/csrf").text("csrf_token")).login(EMAIL);
		String mine = browser.cookies().get("csrf_token");

		TestCaller followed = browser.jar(Map.of("csrf_token", mine));
		Answer visit = followed.header("Sec-Fetch-Site", "cross-site")
			.header("Sec-Fetch-Mode", "navigate")
			.get("/auth/csrf");
		assertThat(visit.status()).isEqualTo(200);
		assertThat(visit.setCookies()).isEmpty();
	}

	@Test
	void aTokenOfAnotherSessionIsRefused() {
		//
		TestCaller attacker = withToken.caller();
		attacker.header("X-CSRF-Token", attacker.get("/auth/csrf").text("csrf_token")).login(EMAIL);
		String attackers = attacker.get("/auth/csrf").text("csrf_token");
		TestCaller victim = withToken.caller();
		victim.header("X-CSRF-Token", victim.get("/auth/csrf").text("csrf_token")).login(EMAIL);

		assertThat(victim.header("X-CSRF-Token", attackers).post("/auth/token/refresh").status()).isEqualTo(403);
	}

	@Test
	void aCsrfTokenThatIsNotInTheCookieAsWellIsWorthless() {
		// before a login it is bound to no session, and anybody can get one
		String attackers = withToken.caller().get("/auth/csrf").text("csrf_token");
		assertThat(withToken.caller().header("X-CSRF-Token", attackers).login(EMAIL).status()).isEqualTo(403);

		TestCaller victim = withToken.caller();
		victim.get("/auth/csrf");
		assertThat(victim.header("X-CSRF-Token", attackers).login(EMAIL).status()).isEqualTo(403);
	}

}
