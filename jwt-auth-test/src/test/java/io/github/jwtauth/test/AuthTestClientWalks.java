package io.github.jwtauth.test;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The walks of a user over HTTP, in every transport. */
abstract class AuthTestClientWalks {

	@Autowired
	private AuthTestClient client;

	@Autowired
	private TestAccounts accounts;

	@Autowired
	private CapturedMails mails;

	@Autowired
	private TestClock clock;

	/** Contexts are shared, so everybody has an address of their own. */
	private String somebody(String name) {
		return name + "@" + getClass().getSimpleName().toLowerCase(Locale.ROOT) + ".example.com";
	}

	private AuthTestSession loggedIn(String name, String... roles) {
		this.accounts.add(somebody(name), roles);
		return loginOf(name);
	}

	@Test
	void whoRegistersProvesTheirAddressAndLogsIn() {
		String alice = somebody("alice");
		assertThat(this.client.register(alice, TestAccounts.PASSWORD).status()).isEqualTo(202);
		assertThatExceptionOfType(AuthProblemException.class)
			.isThrownBy(() -> this.client.login(alice, TestAccounts.PASSWORD))
			.satisfies((problem) -> assertThat(problem.code()).isEqualTo("email_not_verified"));

		this.client.verify(this.mails.next(alice));

		AuthTestSession session = this.client.login(alice, TestAccounts.PASSWORD);
		assertThat(session.get("/orders").text("of")).isEqualTo(session.subject());
		assertThat(session.get("/orders").text("session")).isEqualTo(session.sessionId());
	}

	@Test
	void anAccountThatIsAddedHasItsRoles() {
		assertThat(loggedIn("boss", "ADMIN").get("/report").body()).isEqualTo("north");
		assertThat(loggedIn("clerk", "USER").get("/report").status()).isEqualTo(403);
	}

	@Test
	void requestsThatChangeSomethingAreLetThrough() {
		assertThat(loggedIn("buyer", "USER").post("/orders").status()).isEqualTo(200);
	}

	@Test
	void aRefreshBringsNewTokens() {
		AuthTestSession session = loggedIn("refresher");
		String first = session.refreshToken();
		String sessionId = session.sessionId();
		session.refresh();
		assertThat(first).startsWith("jar_");
		assertThat(session.refreshToken()).startsWith("jar_").isNotEqualTo(first);
		assertThat(session.sessionId()).isEqualTo(sessionId);
		assertThat(session.get("/orders").status()).isEqualTo(200);
	}

	@Test
	void aLogoutEndsTheSession() {
		AuthTestSession session = loggedIn("leaver");
		session.logout();
		assertThat(session.get("/orders").status()).isEqualTo(401);
		assertThatExceptionOfType(AuthProblemException.class).isThrownBy(session::refresh)
			.satisfies((problem) -> assertThat(problem.status()).isEqualTo(401));
	}

	@Test
	void loginsAreOnDevicesOfTheirOwn() {
		AuthTestSession first = loggedIn("traveller");
		AuthTestSession second = loginOf("traveller");
		assertThat(first.get("/auth/sessions").json().path("sessions").size()).isEqualTo(2);
		second.logout();
		assertThat(first.refresh().get("/orders").status()).isEqualTo(200);
	}

	@Test
	void aProofIsRepeated() {
		AuthTestSession session = loggedIn("prover");
		String before = session.accessToken();
		session.reauthenticate(TestAccounts.PASSWORD);
		assertThat(session.accessToken()).isNotEqualTo(before);
		assertThat(session.get("/orders").status()).isEqualTo(200);
		assertThatExceptionOfType(AuthProblemException.class).isThrownBy(() -> session.reauthenticate("wrong"))
			.satisfies((problem) -> assertThat(problem.code()).isEqualTo("invalid_credentials"));
	}

	@Test
	void whatIsRefusedIsToldWithoutSecrets() {
		assertThatExceptionOfType(AuthProblemException.class)
			.isThrownBy(() -> this.client.login(somebody("nobody"), "a wrong password"))
			.withMessageMatching("POST (/shop)?/auth/login was answered 401 invalid_credentials")
			.satisfies((problem) -> {
				assertThat(problem.status()).isEqualTo(401);
				assertThat(problem.problem().path("type").asString())
					.isEqualTo("urn:jwtauth:problem:invalid_credentials");
			});
	}

	@Test
	void sessionsDoNotPrintTheirTokens() {
		AuthTestSession session = loggedIn("printer");
		assertThat(session.accessToken()).isNotEmpty();
		assertThat(session + " " + session.tokens()).doesNotContain(session.accessToken(), session.refreshToken());
	}

	@Test
	void whoIsNotLoggedInSeesWhatIsPublic() {
		assertThat(this.client.get("/catalogue").body()).isEqualTo("tea");
		assertThat(this.client.get("/orders").status()).isEqualTo(401);
	}

	@Test
	void anAccessTokenExpiresAndARefreshGoesOn() {
		AuthTestSession session = loggedIn("patient");
		this.clock.advance(Duration.ofMinutes(16));
		assertThat(session.get("/orders").status()).isEqualTo(401);
		assertThat(session.refresh().get("/orders").status()).isEqualTo(200);
	}

	@Test
	void aSessionThatIsNotUsedEnds() {
		AuthTestSession session = loggedIn("sleeper");
		this.clock.advance(Duration.ofDays(8));
		assertThatExceptionOfType(AuthProblemException.class).isThrownBy(session::refresh)
			.satisfies((problem) -> assertThat(problem.problem().path("reason").asString()).isEqualTo("idle_timeout"));
	}

	@Test
	void aLinkIsGoodForADay() {
		this.client.register(somebody("late"), TestAccounts.PASSWORD);
		CapturedMail mail = this.mails.next(somebody("late"));
		this.clock.advance(Duration.ofHours(25));
		assertThatExceptionOfType(AuthProblemException.class).isThrownBy(() -> this.client.verify(mail))
			.satisfies((problem) -> assertThat(problem.code()).isEqualTo("invalid_token"));
	}

	@Test
	void wrongPasswordsAreCountedAsInProductionAndForgottenInTime() {
		this.accounts.add(somebody("clumsy"));
		for (int attempt = 0; attempt < 5; attempt++) {
			this.client.post("/auth/login", Map.of("identifier", somebody("clumsy"), "password", "wrong"));
		}
		assertThatExceptionOfType(AuthProblemException.class).isThrownBy(() -> loginOf("clumsy"))
			.satisfies((problem) -> assertThat(problem.code()).isEqualTo("too_many_attempts"));
		this.clock.advance(Duration.ofHours(1));
		assertThat(loginOf("clumsy").get("/orders").status()).isEqualTo(200);
	}

	private AuthTestSession loginOf(String name) {
		return this.client.login(somebody(name), TestAccounts.PASSWORD);
	}

}
