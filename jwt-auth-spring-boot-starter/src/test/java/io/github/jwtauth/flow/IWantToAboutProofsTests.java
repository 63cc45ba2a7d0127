package io.github.jwtauth.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.security.AuthFactors;
import io.github.jwtauth.boot.security.RequireLiveSession;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.login.ExternalLogin;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionStore;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.AllRequiredFactorsAuthorizationManager;
import org.springframework.security.config.annotation.authorization.EnableMultiFactorAuthentication;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wishes of {@code docs/i-want-to.md} about what has to be proven, and whether it
 * still stands. All without a chain of the host's.
 */
class IWantToAboutProofsTests {

	private static final String EMAIL = "user@example.com";

	@Test
	void askForAFreshPasswordBeforeSomethingThatMatters() {
		try (TestHost host = TestHost.of(PlainHost.class, Payments.class).start()) {
			// the rule looks at the real clock: this login was six minutes ago
			AccountId account = accountOf(host);
			host.bean(MovableClock.class).advance(Duration.ofMinutes(-6));
			String old = open(host, account, List.of("pwd"));
			Answer refused = host.caller().bearer(old).post("/payments");
			assertThat(refused.status()).as(refused.toString()).isEqualTo(401);
			assertThat(refused.header("WWW-Authenticate")).contains("insufficient_user_authentication", "max_age");

			host.bean(MovableClock.class).advance(Duration.ofMinutes(6));
			assertThat(host.caller().bearer(open(host, account, List.of("pwd"))).post("/payments").status())
				.isEqualTo(200);
		}
	}

	@Test
	void demandTwoFactorsOfEverybody() {
		try (TestHost host = TestHost.of(PlainHost.class, TwoFactors.class).start()) {
			AccountId account = accountOf(host);
			TestCaller one = host.caller().bearer(open(host, account, List.of("pwd")));
			assertThat(one.get("/api/ping").code()).isEqualTo("insufficient_user_authentication");
			assertThat(one.get("/auth/check").status()).isEqualTo(200);
			assertThat(
					host.caller().bearer(open(host, account, List.of("pwd", "otp", "mfa"))).get("/api/ping").status())
				.isEqualTo(200);
		}
	}

	@Test
	void refuseASessionTheMomentItEnds() {
		try (TestHost host = TestHost.of(PlainHost.class, LivePayments.class)
			.with("jwtauth.housekeeping.enabled", "false")
			.start()) {
			AccountId account = accountOf(host);
			String token = open(host, account, List.of("pwd"));
			assertThat(host.caller().bearer(token).post("/payments").status()).isEqualTo(200);
			// as another node would, of which this one has not heard
			SessionId session = SessionId.parse(TestTokens.claims(token).get("sid").asString()).orElseThrow();
			assertThat(host.bean(SessionStore.class).end(session, account, SessionEndReason.LOGGED_OUT)).isTrue();
			assertThat(host.caller().bearer(token).get("/api/ping").status()).isEqualTo(200);
			assertThat(host.caller().bearer(token).post("/payments").code()).isEqualTo("invalid_token");
		}
	}

	private static AccountId accountOf(TestHost host) {
		return host.bean(SubjectStore.class).subjectOf(host.account(EMAIL, "USER")).id();
	}

	private static String open(TestHost host, AccountId account, List<String> amr) {
		return host.bean(ExternalLogin.class)
			.open(account, amr, TestDevices.laptop(), false)
			.accessToken()
			.value()
			.reveal();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity
	@Import(Payments.PaymentController.class)
	static class Payments {

		@Bean
		AllRequiredFactorsAuthorizationManager<Object> freshPassword() {
			return AllRequiredFactorsAuthorizationManager.builder()
				.requireFactor((factor) -> factor.passwordAuthority().validDuration(Duration.ofMinutes(5)))
				.build();
		}

		@Bean(defaultCandidate = false)
		@JwtAuthBean
		MovableClock clock() {
			return new MovableClock(Instant.now());
		}

		@RestController
		static class PaymentController {

			@PreAuthorize("@freshPassword")
			@PostMapping("/payments")
			void pay() {
			}

		}

	}

	@Configuration
	@EnableMultiFactorAuthentication(
			authorities = { FactorGrantedAuthority.PASSWORD_AUTHORITY, AuthFactors.TOTP_AUTHORITY })
	static class TwoFactors {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(LivePayments.PaymentController.class)
	static class LivePayments {

		@RestController
		static class PaymentController {

			@RequireLiveSession
			@PostMapping("/payments")
			void pay() {
			}

		}

	}

}
