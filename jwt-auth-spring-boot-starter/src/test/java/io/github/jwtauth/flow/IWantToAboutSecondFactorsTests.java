package io.github.jwtauth.flow;

import java.time.Clock;
import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.mfa.FactorReset;
import io.github.jwtauth.notification.NoticeKind;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wishes of {@code docs/i-want-to.md} about second factors.
 */
class IWantToAboutSecondFactorsTests {

	@Test
	void requireASecondFactorForAdministrators() {
		try (TestHost host = host().with("jwtauth.mfa.required-roles", "ADMIN").start()) {
			host.account("admin@example.com", "ADMIN");
			host.account("user@example.com", "USER");
			assertThat(host.caller().login("admin@example.com").code()).isEqualTo("mfa_enrollment_required");
			String plain = host.caller().login("user@example.com").text("access_token");
			assertThat(host.caller().bearer(plain).get("/api/payouts").status()).isEqualTo(403);

			String proven = TestFactorOwner.enrolled(host, "USER").login().text("access_token");
			assertThat(host.caller().bearer(proven).get("/api/payouts").status()).isEqualTo(200);
		}
	}

	@Test
	void resetSomebodysSecondFactor() {
		try (TestHost host = host().start()) {
			TestFactorOwner owner = TestFactorOwner.enrolled(host, "USER");
			String challenge = owner.challenge();
			AccountId id = host.bean(AccountLookup.class).byIdentifier(owner.email()).orElseThrow().id();
			FactorReset reset = host.bean(FactorReset.class);

			assertThat(reset.reset(id)).isTrue();
			assertThat(reset.reset(id)).isFalse();
			assertThat(owner.verify(challenge, "code", owner.app().code()).code()).isEqualTo("invalid_token");
			assertThat(host.caller().login(owner.email()).status()).isEqualTo(200);
			host.mails().await(NoticeKind.MFA_DISABLED, 1);
		}
	}

	private static TestHost.Starting host() {
		return TestHost.of(PlainHost.class, Payouts.class);
	}

	@Configuration(proxyBeanMethods = false)
	@RestController
	static class Payouts {

		@Bean(defaultCandidate = false)
		@JwtAuthBean
		Clock clock() {
			return new MovableClock(Instant.now());
		}

		@GetMapping("/api/payouts")
		String payouts(AuthenticatedAccount account) {
			if (!account.amr().contains("mfa")) {
				throw new ResponseStatusException(HttpStatus.FORBIDDEN);
			}
			return "payouts";
		}

	}

}
