package io.github.jwtauth.flow;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.flow.hosts.stepup.StepUpHost;
import io.github.jwtauth.login.ExternalLogin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.authorization.EnableMultiFactorAuthentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host asks for proofs, fresh ones or more of them, and the answer says which (RFC
 * 9470, requirement R-18).
 */
class StepUpFlowTests {

	private static final String EMAIL = "user@example.com";

	private static TestHost host;

	private static MovableClock clock;

	private static AccountId account;

	@BeforeAll
	static void start() {
		host = TestHost.of(StepUpHost.class).start();
		clock = host.bean(MovableClock.class);
		account = accountOf(host);
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/chain/password", "/method/password" })
	void anOldPasswordIsAskedForAgainAndThenIsGood(String path) {
		TestCaller caller = host.caller();
		String token = caller.login(EMAIL).text("access_token");
		assertThat(caller.bearer(token).get(path).status()).isEqualTo(200);

		clock.advance(Duration.ofMinutes(6));
		Answer refused = caller.bearer(token).get(path);
		assertThat(refused.status()).isEqualTo(401);
		assertThat(refused.header("WWW-Authenticate"))
			.startsWith("Bearer error=\"insufficient_user_authentication\", error_description=\"")
			.endsWith("\", max_age=\"300\"");
		assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(refused.code()).isEqualTo("insufficient_user_authentication");
		assertThat(refused.json().get("factors").toString())
			.isEqualTo("[{\"name\":\"FACTOR_PASSWORD\",\"reason\":\"expired\",\"max_age\":300}]");

		String refreshed = caller.post("/auth/token/refresh").text("access_token");
		assertThat(caller.bearer(refreshed).get(path).status()).as("a refresh proves nothing").isEqualTo(401);

		String renewed = reauthenticate(caller, refreshed);
		assertThat(caller.bearer(renewed).get(path).status()).isEqualTo(200);
	}

	@Test
	void aPasswordMakesNoCodeYounger() {
		String token = loginWithCode(host);
		assertThat(TestTokens.claims(token).has("amr_times")).isFalse();
		assertThat(host.caller().bearer(token).get("/chain/code").status()).isEqualTo(200);
		long login = clock.instant().getEpochSecond();

		clock.advance(Duration.ofMinutes(6));
		String renewed = reauthenticate(host.caller(), token);
		assertThat(TestTokens.claims(renewed).get("amr_times").toString())
			.isEqualTo("{\"otp\":" + login + ",\"mfa\":" + login + "}");
		TestCaller caller = host.caller().bearer(renewed);
		assertThat(caller.get("/chain/password").status()).isEqualTo(200);
		assertThat(caller.get("/chain/both").status()).as("still proven").isEqualTo(200);
		Answer code = caller.get("/chain/code");
		assertThat(code.status()).isEqualTo(401);
		assertThat(code.json().at("/factors/0/name").asString()).isEqualTo("FACTOR_TOTP");
		assertThat(code.json().at("/factors/0/reason").asString()).isEqualTo("expired");
	}

	@Test
	void anOldCodeIsAskedForAgainAndThenIsGood() {
		TestFactorOwner owner = TestFactorOwner.enrolled(host, "USER");
		String token = owner.login().text("access_token");
		assertThat(host.caller().bearer(token).get("/chain/code").status()).isEqualTo(200);

		clock.advance(Duration.ofMinutes(6));
		token = reauthenticate(host.caller(), token);
		Answer refused = host.caller().bearer(token).get("/chain/code");
		assertThat(refused.status()).as("a password is no code").isEqualTo(401);
		assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer error=\"insufficient_user_authentication\"")
			.endsWith("max_age=\"300\"");
		assertThat(refused.json().get("factors").toString())
			.isEqualTo("[{\"name\":\"FACTOR_TOTP\",\"reason\":\"expired\",\"max_age\":300}]");

		Answer proven = host.caller().bearer(token).post("/auth/reauthenticate", Map.of("code", owner.app().code()));
		assertThat(proven.status()).as(proven.toString()).isEqualTo(200);
		assertThat(host.caller().bearer(proven.text("access_token")).get("/chain/code").status()).isEqualTo(200);
	}

	@Test
	void everyFactorHasTheTimeItWasProven() {
		String token = loginWithCode(host);
		String login = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
		clock.advance(Duration.ofMinutes(6));
		String renewed = reauthenticate(host.caller(), token);

		String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
		assertThat(host.caller().bearer(renewed).get("/authorities").response().body()).contains("FACTOR_BEARER")
			.containsPattern("FACTOR_PASSWORD[^]]*" + now)
			.containsPattern("FACTOR_TOTP[^]]*" + login)
			.containsPattern("FACTOR_MFA[^]]*" + login);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/method/code", "/chain/both" })
	void aFactorThatIsMissingIsNamedWithoutAnAge(String path) {
		Answer refused = host.caller().bearer(host.caller().login(EMAIL).text("access_token")).get(path);

		assertThat(refused.status()).isEqualTo(401);
		assertThat(refused.header("WWW-Authenticate")).contains("insufficient_user_authentication")
			.doesNotContain("max_age");
		assertThat(refused.json().get("factors").size()).isOne();
		assertThat(refused.json().at("/factors/0/reason").asString()).isEqualTo("missing");
		assertThat(refused.json().at("/factors/0").has("max_age")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/method/admin", "/chain/admin" })
	void whatNoProofCanHealStaysForbidden(String path) {
		Answer refused = host.caller().bearer(host.caller().login(EMAIL).text("access_token")).get(path);

		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.code()).isEqualTo("forbidden");
	}

	@Test
	void whoeverIsNotLoggedInIsAskedToBe() {
		Answer refused = host.caller().get("/chain/password");
		assertThat(refused.status()).isEqualTo(401);
		assertThat(refused.code()).isEqualTo("unauthorized");
		assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
	}

	@Test
	void aHostThatDemandsTwoFactorsOfEverybodyDoesNotLockAnybodyOut() {
		try (TestHost strict = TestHost.of(PlainHost.class, TwoFactors.class).start()) {
			accountOf(strict);
			TestCaller caller = strict.caller();
			TestCaller bearer = caller.bearer(caller.login(EMAIL).text("access_token"));
			Answer refused = bearer.get("/api/ping");
			assertThat(refused.status()).isEqualTo(401);
			assertThat(refused.json().get("factors").toString())
				.isEqualTo("[{\"name\":\"FACTOR_TOTP\",\"reason\":\"missing\"}]");

			// what is ours follows our rules: here the factor is set up
			assertThat(bearer.get("/auth/check").status()).isEqualTo(200);
			assertThat(bearer.get("/auth/sessions").status()).isEqualTo(200);
			assertThat(bearer.post("/auth/reauthenticate", Map.of("password", TestHost.PASSWORD)).status())
				.isEqualTo(200);
			assertThat(strict.caller().get("/auth/check").status()).isEqualTo(401);

			assertThat(strict.caller().bearer(loginWithCode(strict)).get("/api/ping").status()).isEqualTo(200);
		}
	}

	private static String reauthenticate(TestCaller caller, String token) {
		Answer renewed = caller.bearer(token).post("/auth/reauthenticate", Map.of("password", TestHost.PASSWORD));
		assertThat(renewed.status()).as(renewed.toString()).isEqualTo(200);
		return renewed.text("access_token");
	}

	private static String loginWithCode(TestHost host) {
		AccountId id = (host == StepUpFlowTests.host) ? account
				: AccountId.parse(host.caller().login(EMAIL).json().at("/user/id").asString()).orElseThrow();
		return host.bean(ExternalLogin.class)
			.open(id, List.of("pwd", "otp", "mfa"), TestDevices.laptop(), false)
			.accessToken()
			.value()
			.reveal();
	}

	private static AccountId accountOf(TestHost host) {
		return host.bean(SubjectStore.class).subjectOf(host.account(EMAIL, "USER")).id();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableMultiFactorAuthentication(authorities = { FactorGrantedAuthority.PASSWORD_AUTHORITY, "FACTOR_TOTP" })
	static class TwoFactors {

	}

}
