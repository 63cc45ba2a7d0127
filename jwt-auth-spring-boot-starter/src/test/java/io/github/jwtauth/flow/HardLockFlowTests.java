package io.github.jwtauth.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.login.ExternalLogin;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.password.TestPasswordEncoder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code jwtauth.lockout.mode=hard} over HTTP.
 */
class HardLockFlowTests {

	private static TestHost host;

	private final String email = UUID.randomUUID() + "@example.com";

	private final String username = "u-" + UUID.randomUUID();

	private final AccountId id = account(this.email, this.username, "USER");

	@BeforeAll
	static void start() {
		host = TestHost.of(PlainHost.class, Outside.class)
			.with("jwtauth.lockout.mode", "hard")
			.with("jwtauth.admin.enabled", "true")
			.start();
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@Test
	void addressAndUsernameShareFiveAndNobodyIsToldUntilTimeEndsIt() {
		Answer wrong = lockOut();
		int before = host.bean(TestPasswordEncoder.class).comparisons();
		for (String spelling : List.of(this.email, this.username)) {
			Answer locked = login(spelling, TestHost.PASSWORD);
			assertThat(locked.status()).isEqualTo(401);
			assertThat(masked(locked)).isEqualTo(masked(wrong));
			assertThat(locked.header("Retry-After")).isEqualTo(wrong.header("Retry-After"));
		}
		assertThat(host.bean(TestPasswordEncoder.class).comparisons() - before).as("the same work").isEqualTo(2);
		MovableClock clock = host.bean(MovableClock.class);
		clock.advance(Duration.ofMinutes(29));
		assertThat(login(this.email, TestHost.PASSWORD).code()).isEqualTo("invalid_credentials");
		clock.advance(Duration.ofMinutes(2));
		assertThat(login(this.username, TestHost.PASSWORD).status()).isEqualTo(200);
	}

	@Test
	void administratorEndsIt() {
		lockOut();
		assertThat(login(this.email, TestHost.PASSWORD).code()).isEqualTo("invalid_credentials");
		AccountId admin = account(UUID.randomUUID() + "@example.com", "a-" + UUID.randomUUID(), "ADMIN", "USER");
		String token = host.bean(ExternalLogin.class)
			.open(admin, List.of("fed"), TestDevices.laptop(), false)
			.accessToken()
			.value()
			.reveal();
		assertThat(host.caller().bearer(token).post("/auth/admin/accounts/" + this.id + "/unlock").status())
			.isEqualTo(204);
		assertThat(login(this.email, TestHost.PASSWORD).status()).isEqualTo(200);
	}

	private Answer lockOut() {
		for (int i = 0; i < 4; i++) {
			assertThat(login((i % 2 == 0) ? this.email : this.username, "a wrong password").status()).isEqualTo(401);
		}
		Answer fifth = login(this.email, "a wrong password");
		assertThat(fifth.code()).isEqualTo("invalid_credentials");
		return fifth;
	}

	private static Answer login(String identifier, String password) {
		return host.caller().post("/auth/login", Map.of("identifier", identifier, "password", password));
	}

	private static String masked(Answer answer) {
		return answer.toString().replaceAll("\"trace_id\":\"[^\"]*\"", "");
	}

	private static AccountId account(String email, String username, String... roles) {
		Secret hash = host.bean(Passwords.class).encode(RawPassword.of(Secret.of(TestHost.PASSWORD), "password"));
		Account account = Account.withKey(UUID.randomUUID().toString())
			.withEmail(EmailAddress.of(email), true)
			.withUsername(username)
			.withPasswordHash(hash)
			.withRoles(List.of(roles));
		assertThat(host.bean(AccountStore.class).insertIfAbsent(account)).isTrue();
		return host.bean(SubjectStore.class).subjectOf(account.key()).id();
	}

	@Configuration(proxyBeanMethods = false)
	static class Outside {

		@Bean(defaultCandidate = false)
		@JwtAuthBean
		Clock clock() {
			return new MovableClock(Instant.now());
		}

		@Bean(defaultCandidate = false)
		@JwtAuthBean
		TestPasswordEncoder quickEncoder() {
			return new TestPasswordEncoder();
		}

	}

}
