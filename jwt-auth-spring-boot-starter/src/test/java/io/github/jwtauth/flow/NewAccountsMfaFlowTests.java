package io.github.jwtauth.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.registration.Invitation;
import io.github.jwtauth.registration.Invitations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Accounts that have to have a second factor from their first moment: they are made, and
 * have no session before it is set up.
 */
class NewAccountsMfaFlowTests {

	private static final String EMAIL = "new@example.com";

	@ParameterizedTest
	@ValueSource(strings = { "none", "optional" })
	void whoeverRegistersSetsOneUpFirst(String verification) {
		try (TestHost host = TestHost.of(PlainHost.class, Outside.class)
			.with("jwtauth.email-verification.mode", verification)
			.with("jwtauth.mfa.mode", "required")
			.start()) {
			Map<String, String> form = Map.of("email", EMAIL, "password", TestHost.PASSWORD);
			Answer stopped = host.caller().post("/auth/register", form);
			assertStopped(stopped);
			assertThat(host.caller().post("/auth/register", form).code()).as("the account is there")
				.isEqualTo("email_taken");
			goOn(host, stopped.text("mfa_token"));
		}
	}

	@Test
	void whoeverIsInvitedWithSuchARoleSetsOneUpFirst() {
		try (TestHost host = TestHost.of(PlainHost.class, Outside.class)
			.with("jwtauth.mfa.required-roles", "STAFF")
			.start()) {
			AccountId inviter = host.bean(SubjectStore.class)
				.subjectOf(host.account("boss@example.com", "ADMIN", "STAFF"))
				.id();
			host.bean(Invitations.class)
				.invite(inviter, Invitation.of(EmailAddress.of(EMAIL), List.of("STAFF"), null, null));
			Map<String, String> form = Map.of("token", host.mails().token(NoticeKind.INVITATION), "password",
					TestHost.PASSWORD);
			Answer stopped = host.caller().post("/auth/invitations/accept", form);
			assertStopped(stopped);
			assertThat(host.caller().post("/auth/invitations/accept", form).code()).as("the invitation is used up")
				.isEqualTo("invalid_token");
			goOn(host, stopped.text("mfa_token"));
		}
	}

	private static void assertStopped(Answer stopped) {
		assertThat(stopped.status()).as(stopped.toString()).isEqualTo(403);
		assertThat(stopped.code()).isEqualTo("mfa_enrollment_required");
		assertThat(stopped.setCookies()).noneMatch((cookie) -> cookie.startsWith("refresh_token"));
	}

	private static void goOn(TestHost host, String token) {
		MovableClock clock = host.bean(MovableClock.class);
		TestCaller browser = host.caller();
		Answer setup = browser.post("/auth/mfa/totp/setup", Map.of("mfa_token", token));
		assertThat(setup.status()).as(setup.toString()).isEqualTo(200);
		TestAuthenticator app = new TestAuthenticator(setup.text("secret"), clock);
		assertThat(browser.post("/auth/mfa/totp/activate", TestFactorOwner.body(token, "code", app.code())).status())
			.isEqualTo(200);
		clock.advance(Duration.ofSeconds(30));
		Answer asked = browser.login(EMAIL);
		assertThat(asked.code()).as(asked.toString()).isEqualTo("mfa_required");
		Answer in = browser.post("/auth/mfa/verify", TestFactorOwner.body(asked.text("mfa_token"), "code", app.code()));
		assertThat(in.status()).as(in.toString()).isEqualTo(200);
		assertThat(browser.bearer(in.text("access_token")).get("/api/ping").status()).isEqualTo(200);
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
