package io.github.jwtauth.flow;

import java.util.HashMap;
import java.util.Map;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wish of {@code docs/i-want-to.md} about password hashes.
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
	static class PlainEncoder {

		@Bean(defaultCandidate = false)
		@JwtAuthBean
		PasswordEncoder passwordEncoder() {
			return new BCryptPasswordEncoder(5);
		}

	}

}
