package io.github.jwtauth.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.login.AccountChanges;
import io.github.jwtauth.password.BreachedPasswords;
import io.github.jwtauth.password.PasswordPolicy;
import io.github.jwtauth.password.PasswordRules;
import io.github.jwtauth.password.StandardPasswordPolicy;
import io.github.jwtauth.protection.GuessDecision;
import io.github.jwtauth.protection.LoginProtection;
import io.github.jwtauth.protection.PasswordGuess;
import io.github.jwtauth.protection.ProtectedAccount;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wishes of {@code docs/i-want-to.md} about passwords.
 */
class IWantToAboutPasswordsTests {

	private static final String EMAIL = "user@example.com";

	@Test
	void hashPasswordsInAnotherWay() {
		try (TestHost host = TestHost.of(PlainHost.class, OwnEncoder.class).start()) {
			host.account(EMAIL, "USER");
			assertThat(hashOf(host, EMAIL)).startsWith("{pbkdf2}");
			assertThat(host.caller().login(EMAIL).status()).isEqualTo(200);

			addAccount(host, "old@example.com", "{bcrypt}" + new BCryptPasswordEncoder(4).encode(TestHost.PASSWORD));
			assertThat(host.caller().login("old@example.com").status()).isEqualTo(200);
			assertThat(hashOf(host, "old@example.com")).startsWith("{pbkdf2}");
			assertThat(host.caller().login("old@example.com").status()).isEqualTo(200);
		}
	}

	@Test
	void hashPasswordsInAnotherWayWithoutPrefixes() {
		try (TestHost host = TestHost.of(PlainHost.class, PlainEncoder.class).start()) {
			host.account(EMAIL, "USER");
			assertThat(hashOf(host, EMAIL)).startsWith("$2a$05$");
			assertThat(host.caller().login(EMAIL).status()).isEqualTo(200);
			assertThat(host.caller().post("/auth/login", Map.of("email", EMAIL, "password", "wrong")).code())
				.isEqualTo("invalid_credentials");

			// fewer rounds than the encoder makes are upgraded, as it says itself
			addAccount(host, "weak@example.com", new BCryptPasswordEncoder(4).encode(TestHost.PASSWORD));
			assertThat(host.caller().login("weak@example.com").status()).isEqualTo(200);
			assertThat(hashOf(host, "weak@example.com")).startsWith("$2a$05$");
			assertThat(host.caller().login("weak@example.com").status()).isEqualTo(200);

			// bcrypt reads 72 bytes only, so that a longer password is never compared
			addAccount(host, "long@example.com", new BCryptPasswordEncoder(5).encode("x".repeat(72)));
			assertThat(host.caller()
				.post("/auth/login", Map.of("email", "long@example.com", "password", "x".repeat(73)))
				.status()).isEqualTo(401);
		}
	}

	@Test
	void boundGuessesAtPasswordsInMyOwnWay() {
		try (TestHost host = TestHost.of(PlainHost.class, OwnGuesses.class).start()) {
			host.account(EMAIL, "USER");
			AtomicBoolean solved = host.bean(AtomicBoolean.class);
			Answer refused = host.caller().login(EMAIL);
			assertThat(refused.code()).isEqualTo("too_many_attempts");
			assertThat(refused.header("Retry-After")).isEqualTo("60");
			solved.set(true);
			TestCaller caller = host.caller();
			String token = caller.login(EMAIL).text("access_token");
			assertThat(token).isNotEmpty();
			solved.set(false);
			assertThat(change(caller.bearer(token), "one herring, two herring").code()).isEqualTo("too_many_attempts");
		}
	}

	@Test
	void judgeNewPasswordsByARuleOfMyOwn() {
		try (TestHost host = TestHost.of(PlainHost.class, OwnRule.class).start()) {
			host.account(EMAIL, "USER");
			TestCaller caller = host.caller().bearer(host.caller().login(EMAIL).text("access_token"));
			assertThat(change(caller, "one swordfish, two swordfish").code()).isEqualTo("password_swordfish");
			assertThat(change(caller, "short").code()).isEqualTo("password_too_short");
			assertThat(change(caller, "one herring, two herring").status()).isEqualTo(200);
		}
	}

	@Test
	void demandANewPassword() {
		try (TestHost host = TestHost.of(PlainHost.class).start()) {
			host.account(EMAIL, "USER");
			TestCaller caller = host.caller();
			caller.login(EMAIL);
			host.bean(AccountChanges.class)
				.requirePasswordChange(host.bean(AccountLookup.class).byIdentifier(EMAIL).orElseThrow().id(), true);
			assertThat(caller.post("/auth/token/refresh").code()).isEqualTo("session_ended");
			String token = host.caller().login(EMAIL).text("password_change_token");
			assertThat(host.caller()
				.post("/auth/password/reset/confirm",
						Map.of("token", token, "new_password", "one herring, two herring"))
				.status()).isEqualTo(204);
		}
	}

	private static TestCaller.Answer change(TestCaller caller, String chosen) {
		return caller.post("/auth/password/change",
				Map.of("current_password", TestHost.PASSWORD, "new_password", chosen));
	}

	private static void addAccount(TestHost host, String email, String hash) {
		host.bean(AccountStore.class)
			.insertIfAbsent(
					Account.withKey(email).withEmail(EmailAddress.of(email), true).withPasswordHash(Secret.of(hash)));
	}

	private static String hashOf(TestHost host, String email) {
		return host.bean(AccountStore.class).findByIdentifier(email).orElseThrow().passwordHash().reveal();
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnEncoder {

		@Bean(defaultCandidate = false)
		@JwtAuthBean
		PasswordEncoder passwordEncoder() {
			Map<String, PasswordEncoder> encoders = new HashMap<>();
			encoders.put("pbkdf2", Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8());
			encoders.put("bcrypt", new BCryptPasswordEncoder());
			return new DelegatingPasswordEncoder("pbkdf2", encoders);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnGuesses {

		@Bean
		AtomicBoolean solved() {
			return new AtomicBoolean();
		}

		@Bean
		LoginProtection loginProtection(AtomicBoolean solved) {
			return new LoginProtection() {

				@Override
				public GuessDecision admit(PasswordGuess guess) {
					return solved.get() ? LoginProtection.off().admit(guess)
							: new GuessDecision.Refused(true, Duration.ofMinutes(1));
				}

				@Override
				public boolean unlock(ProtectedAccount account) {
					return false;
				}

				@Override
				public Optional<Instant> blockedUntil(ProtectedAccount account) {
					return Optional.empty();
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRule {

		@Bean
		PasswordPolicy passwordPolicy(PasswordRules rules, AuthEventPublisher events) {
			PasswordPolicy builtIn = new StandardPasswordPolicy(rules, BreachedPasswords.UNASKED, events,
					Clock.systemUTC());
			return (chosen) -> {
				String text = chosen.password().normalized().reveal();
				return text.contains("swordfish") ? List.of(new InvalidInputException.Fault(chosen.field(),
						"password_swordfish", "Everybody knows that one.")) : builtIn.check(chosen);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PlainEncoder {

		@Bean(defaultCandidate = false)
		@JwtAuthBean
		PasswordEncoder passwordEncoder() {
			return new BCryptPasswordEncoder(5);
		}

	}

}
