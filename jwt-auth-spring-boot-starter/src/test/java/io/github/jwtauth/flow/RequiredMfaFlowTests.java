package io.github.jwtauth.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.github.jwtauth.MovableClock;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.jpa.TestDatabases;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Those who have to have a second factor set it up before their first session, with
 * nothing but the token of the login that stopped; in browsers that keep everything in
 * cookies.
 */
class RequiredMfaFlowTests {

	private static TestHost host;

	private static MovableClock clock;

	private final String email = UUID.randomUUID() + "@example.com";

	private final TestCaller browser = host.caller();

	@BeforeAll
	static void start() {
		host = TestHost.of(PlainHost.class, Outside.class)
			.with(TestDatabases.postgres())
			.with("jwtauth.secret", "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs")
			.with("jwtauth.public-url", "http://localhost")
			.with("jwtauth.schema.initialize", "always")
			.with("jwtauth.access-token-as-cookie", "true")
			.with("jwtauth.mfa.required-roles", "ADMIN")
			.start();
		clock = host.bean(MovableClock.class);
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@Test
	void administratorSetsOneUpBeforeTheFirstSession() {
		host.account(this.email, "ADMIN");
		Answer stopped = this.browser.login(this.email);
		assertThat(stopped.status()).as(stopped.toString()).isEqualTo(403);
		assertThat(stopped.code()).isEqualTo("mfa_enrollment_required");
		assertThat(stopped.json().has("methods")).isFalse();
		assertThat(stopped.setCookies()).isEmpty();
		String token = stopped.text("mfa_token");
		onlySetUpIsOpen(token);

		Answer setup = this.browser.post("/auth/mfa/totp/setup", Map.of("mfa_token", token));
		assertThat(setup.status()).as(setup.toString()).isEqualTo(200);
		TestAuthenticator app = new TestAuthenticator(setup.text("secret"), clock);
		assertThat(activate(token, app.wrongCode()).code()).isEqualTo("invalid_code");
		Answer active = activate(token, app.code());
		assertThat(active.status()).as(active.toString()).isEqualTo(200);
		assertThat(TestFactorOwner.recoveryCodes(active)).hasSize(10);
		assertThat(active.setCookies()).as("nobody is logged in by that").isEmpty();
		assertThat(activate(token, app.code()).code()).as("used up").isEqualTo("invalid_token");

		Answer asked = this.browser.login(this.email);
		assertThat(asked.code()).isEqualTo("mfa_required");
		clock.advance(Duration.ofSeconds(30));
		Answer in = this.browser.post("/auth/mfa/verify",
				TestFactorOwner.body(asked.text("mfa_token"), "code", app.code()));
		assertThat(in.status()).as(in.toString()).isEqualTo(200);
		assertThat(this.browser.cookies()).containsKeys("access_token", "refresh_token", "device");
		assertThat(this.browser.get("/auth/mfa").json().path("required").asBoolean()).isTrue();
		clock.advance(Duration.ofSeconds(30));
		Answer kept = this.browser.post("/auth/mfa/totp/deactivate", Map.of("code", app.code()));
		assertThat(kept.code()).as("who needs one keeps one").isEqualTo("forbidden");
	}

	@Test
	void thoseWhoNeedNoneAreNotAsked() {
		host.account(this.email, "USER");
		assertThat(this.browser.login(this.email).status()).isEqualTo(200);
		assertThat(this.browser.get("/auth/mfa").json().path("required").asBoolean()).isFalse();
	}

	@Test
	void anOldSessionDoesNotGetANewRole() {
		String key = host.account(this.email, "USER");
		this.browser.login(this.email);
		host.bean(AccountStore.class).setRoles(key, Set.of("USER", "ADMIN"));
		Answer refused = this.browser.post("/auth/token/refresh");
		assertThat(refused.status()).as(refused.toString()).isEqualTo(401);
		assertThat(refused.text("reason")).isEqualTo("revoked_by_admin");
	}

	@Test
	void cookiesOfWhoeverWasThereBeforeAreNotInTheWay() {
		String before = UUID.randomUUID() + "@example.com";
		host.account(before, "USER");
		host.account(this.email, "ADMIN");
		assertThat(this.browser.login(before).status()).isEqualTo(200);
		String token = this.browser.login(this.email).text("mfa_token");
		assertThat(setUpWith(this.browser, token)).as("a good cookie of somebody else").isEqualTo(200);
		TestCaller stale = host.caller().jar(Map.of("access_token", "stale"));
		assertThat(setUpWith(stale, token)).as("a cookie that is no longer good").isEqualTo(200);
		assertThat(host.caller().post("/auth/mfa/totp/setup").status()).isEqualTo(401);
		assertThat(stale.post("/auth/mfa/totp/setup").status()).isEqualTo(401);
		TestCaller header = host.caller().bearer(this.browser.cookies().get("access_token"));
		assertThat(setUpWith(header, token)).as("two people in one request").isEqualTo(401);
		assertThat(setUpWith(host.caller().bearer("stale"), token)).as("a header was sent on purpose").isEqualTo(401);
	}

	@Test
	void anEnrollmentTokenIsGoodForTenMinutes() {
		host.account(this.email, "ADMIN");
		String token = this.browser.login(this.email).text("mfa_token");
		clock.advance(Duration.ofMinutes(11));
		Answer late = this.browser.post("/auth/mfa/totp/setup", Map.of("mfa_token", token));
		assertThat(late.status()).isEqualTo(401);
		assertThat(late.code()).isEqualTo("invalid_token");
	}

	@Test
	void anotherSiteCannotFinishALogin() {
		String challenge = challenge();
		for (TestCaller forged : List.of(this.browser.header("Origin", "https://evil.example"),
				this.browser.header("Sec-Fetch-Site", "cross-site"))) {
			Answer answer = forged.post("/auth/mfa/verify", TestFactorOwner.body(challenge, "code", "123456"));
			assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
			assertThat(answer.code()).isEqualTo("cross_origin");
			assertThat(answer.setCookies()).isEmpty();
		}
		assertThat(this.browser.header("Origin", "http://localhost")
			.post("/auth/mfa/verify", TestFactorOwner.body(challenge, "code", "123456"))
			.code()).isEqualTo("invalid_code");
	}

	@Test
	void anotherSiteCannotSetOneUpByACookie() {
		host.account(this.email, "USER");
		this.browser.login(this.email);
		assertThat(this.browser.header("Sec-Fetch-Site", "cross-site").post("/auth/mfa/totp/setup").code())
			.isEqualTo("cross_origin");
		assertThat(this.browser.post("/auth/mfa/totp/setup").status()).isEqualTo(200);
	}

	private void onlySetUpIsOpen(String token) {
		assertThat(this.browser.bearer(token).get("/auth/mfa").status()).isEqualTo(401);
		assertThat(this.browser.bearer(token).get("/api/ping").status()).isEqualTo(401);
		assertThat(this.browser.post("/auth/mfa/verify", TestFactorOwner.body(token, "code", "123456")).code())
			.isEqualTo("invalid_token");
	}

	private Answer activate(String token, String code) {
		return this.browser.post("/auth/mfa/totp/activate", TestFactorOwner.body(token, "code", code));
	}

	private static int setUpWith(TestCaller caller, String token) {
		return caller.post("/auth/mfa/totp/setup", Map.of("mfa_token", token)).status();
	}

	/** Of somebody who wanted one: the cookies of this host are in another browser. */
	private String challenge() {
		host.account(this.email, "USER");
		TestCaller elsewhere = host.caller();
		elsewhere.login(this.email);
		Answer setup = elsewhere.post("/auth/mfa/totp/setup");
		TestAuthenticator app = new TestAuthenticator(setup.text("secret"), clock);
		assertThat(elsewhere.post("/auth/mfa/totp/activate", Map.of("code", app.code())).status()).isEqualTo(200);
		return this.browser.login(this.email).text("mfa_token");
	}

	@Configuration(proxyBeanMethods = false)
	static class Outside {

		@Bean(defaultCandidate = false)
		@JwtAuthBean
		Clock clock() {
			return new MovableClock(Instant.now());
		}

	}

}
