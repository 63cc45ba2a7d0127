package io.github.jwtauth.boot.userdetails;

import java.time.Duration;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.InMemoryAccountStore;
import io.github.jwtauth.account.LoginDecision;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.TestStarter;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.boot.http.LoginsAnnounced;
import io.github.jwtauth.login.PasswordCheck;
import io.github.jwtauth.login.StoredPasswords;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.protection.HashingBulkhead;
import io.github.jwtauth.protection.HashingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whose users, whose encoder, whose manager (decision 17).
 */
class JwtAuthUserDetailsAutoConfigurationTests {

	private static final RawPassword PASSWORD = RawPassword.of(Secret.of("correct horse"), "password");

	private final WebApplicationContextRunner runner = TestStarter.runnerWithoutAccounts()
		.withPropertyValues("jwtauth.accounts=user-details");

	private final WebApplicationContextRunner users = this.runner.withBean("users", UserDetailsService.class,
			() -> usersOf("ada"));

	@Test
	void usersAloneChangeNothing() {
		TestStarter.runner()
			.withBean(UserDetailsService.class, () -> usersOf("ada"))
			.withBean(AuthenticationManager.class, () -> (attempt) -> attempt)
			.run((context) -> {
				assertThat(context.getBean(AccountStore.class)).isInstanceOf(InMemoryAccountStore.class);
				assertThat(context.getBean(PasswordCheck.class)).isInstanceOf(StoredPasswords.class);
				assertThat(context.getBean(AccountLookup.class).byIdentifier("ada")).isEmpty();
				assertThat(context.getBean(Passwords.class).encode(PASSWORD).reveal()).startsWith("{argon2id}");
				assertThat(context).doesNotHaveBean(LoginsAnnounced.class);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "user-details", "USER_DETAILS", "userDetails" })
	void usersAreTheAccounts(String spelling) {
		this.users.withPropertyValues("jwtauth.accounts=" + spelling).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(AccountLookup.class).byIdentifier("ada")).isPresent();
			assertThat(context.getBean(PasswordCheck.class)).isInstanceOf(StoredPasswords.class);
			assertThat(context).doesNotHaveBean(LoginsAnnounced.class);
		});
	}

	@Test
	void nobodyWaitsForAnAddressThatNobodyVerifies() {
		Account unproven = Account.withKey("1").withEmail(EmailAddress.of("ada@example.com"), false);
		this.users.run((context) -> assertThat(context.getBean(LoginPolicy.class).check(unproven))
			.isEqualTo(LoginDecision.ALLOWED));
	}

	@Test
	void hashesAreWrittenForTheHostsOtherLogins() {
		this.users.run((context) -> assertThat(context.getBean(Passwords.class).encode(PASSWORD).reveal())
			.startsWith("{bcrypt}$2a$10$"));
		this.users.withBean(PasswordEncoder.class, () -> new BCryptPasswordEncoder(4))
			.run((context) -> assertThat(context.getBean(Passwords.class).encode(PASSWORD).reveal())
				.startsWith("$2a$04$"));
	}

	@Test
	void largeHashesTakeSeveralPlaces() {
		Secret scrypt = Secret.of("{scrypt@SpringSecurity_v5_8}"
				+ "$100801$AAECAwQFBgcICQoLDA0ODw==$oQ0choXmOo6vBuPD5wSMsUg3y1rlEtHYUVbyeiJcj7g=");
		HashingBulkhead bulkhead = new HashingBulkhead(new HashingSettings(2, 2, Duration.ZERO));
		this.users.withBean(HashingBulkhead.class, () -> bulkhead).run((context) -> {
			Passwords passwords = context.getBean(Passwords.class);
			assertThatExceptionOfType(AuthException.class)
				.isThrownBy(() -> bulkhead.run(() -> passwords.authenticate(PASSWORD, scrypt)))
				.returns(AuthErrorCode.BUSY, AuthException::code);
		});
	}

	@Test
	void managerThatTheHostDefinedJudgesPasswords() {
		this.users.withUserConfiguration(OwnManager.class).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(LoginsAnnounced.class);
			assertThat(context.getBean(PasswordCheck.class)).isInstanceOf(ManagedPasswords.class);
		});
	}

	@Test
	void markedBeansAreTaken() {
		this.runner.withUserConfiguration(TwoOfEach.class)
			.run((context) -> assertThat(context.getBean(AccountLookup.class).byIdentifier("marked")).isPresent());
	}

	@Test
	void twoOfAKindRefuseToStart() {
		this.users.withBean("more", UserDetailsService.class, () -> usersOf("bob"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContainingAll("jwtauth.accounts", "UserDetailsService", "@JwtAuthBean"));
		this.users.withBean("one", AuthenticationManager.class, () -> (attempt) -> attempt)
			.withBean("two", AuthenticationManager.class, () -> (attempt) -> attempt)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContainingAll("jwtauth.accounts", "AuthenticationManager", "@JwtAuthBean"));
	}

	@Test
	void storeOfTheHostStaysItsOwn() {
		TestStarter.runner()
			.withPropertyValues("jwtauth.accounts=user-details")
			.withUserConfiguration(OwnManager.class)
			.withBean(UserDetailsService.class, () -> usersOf("ada"))
			.run((context) -> {
				assertThat(context.getBean(AccountStore.class)).isInstanceOf(InMemoryAccountStore.class);
				assertThat(context.getBean(PasswordCheck.class)).isInstanceOf(ManagedPasswords.class);
			});
	}

	private static InMemoryUserDetailsManager usersOf(String name) {
		return new InMemoryUserDetailsManager(User.withUsername(name).password("{noop}x").build());
	}

	/** As nearly every host writes it. */
	@Configuration(proxyBeanMethods = false)
	static class OwnManager {

		@Bean
		AuthenticationManager authenticationManager(AuthenticationConfiguration configuration) {
			return configuration.getAuthenticationManager();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoOfEach {

		@Bean
		UserDetailsService clerks() {
			return usersOf("clerk");
		}

		@Bean
		@JwtAuthBean
		UserDetailsService customers() {
			return usersOf("marked");
		}

	}

}
