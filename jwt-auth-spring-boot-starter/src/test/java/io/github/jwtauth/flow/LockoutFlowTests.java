package io.github.jwtauth.flow;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import io.github.jwtauth.TestRace;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.jpa.TestDatabases;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.password.TestPasswordEncoder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One victim and somebody with many addresses, many threads and many spellings, over HTTP
 * and on PostgreSQL (R-15, R-25 to, I9).
 */
class LockoutFlowTests {

	private static final String NEXT = "another horse, another battery";

	private static TestHost host;

	private static TestPasswordEncoder encoder;

	private final String email = UUID.randomUUID() + "@example.com";

	private final TestCaller laptop = host.caller();

	@BeforeAll
	static void start() {
		host = TestHost.of(PlainHost.class, Spies.class)
			.with(TestDatabases.postgres())
			.with("jwtauth.secret", "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs")
			.with("jwtauth.public-url", "http://localhost")
			.with("jwtauth.schema.initialize", "always")
			.with("jwtauth.trusted-proxies", "127.0.0.0/8,::1")
			.start();
		encoder = host.bean(TestPasswordEncoder.class);
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@BeforeEach
	void makeAVictim() {
		host.account(this.email, "USER");
		assertThat(this.laptop.login(this.email).status()).isEqualTo(200);
	}

	@Test
	void hundredAddressesDoNotLockTheOwnerOut() {
		int before = encoder.comparisons();
		List<Answer> answers = IntStream.range(0, 100)
			.mapToObj((number) -> guess("198.51.100." + number, this.email))
			.toList();
		assertThat(encoder.comparisons() - before).isEqualTo(5);
		assertThat(answers.subList(0, 5)).extracting(Answer::code).containsOnly("invalid_credentials");
		assertThat(answers.subList(5, 100)).allSatisfy((answer) -> {
			assertThat(answer.status()).isEqualTo(429);
			assertThat(answer.code()).isEqualTo("too_many_attempts");
			assertThat(Integer.parseInt(answer.header(HttpHeaders.RETRY_AFTER))).isBetween(1, 30);
		});
		TestCaller elsewhere = host.caller();
		assertThat(elsewhere.login(this.email).status()).as("nobody else knows the password").isEqualTo(429);
		assertThat(this.laptop.login(this.email).status()).as("on a device that is known").isEqualTo(200);
		String link = resetLink();
		assertThat(elsewhere.post("/auth/password/reset/confirm", Map.of("token", link, "new_password", NEXT)).status())
			.isEqualTo(204);
		assertThat(elsewhere.post("/auth/login", Map.of("email", this.email, "password", NEXT)).status())
			.as("after a reset by mail")
			.isEqualTo(200);
		// It was promised before the reset.
		assertThat(host.mails().all()).filteredOn((mail) -> mail.kind() == NoticeKind.ACCOUNT_LOCKED)
			.filteredOn((mail) -> mail.recipient().value().equals(this.email))
			.hasSize(1);
	}

	@Test
	void parallelismSpellingsAndHeadersBuyNoGuess() { // R-25, I9
		int before = encoder.comparisons();
		List<Callable<? extends Answer>> guesses = IntStream.range(0, 50)
			.<Callable<? extends Answer>>mapToObj(
					(number) -> () -> guess("203.0.113." + number + ", 198.51.100.7", switch (number % 3) {
						case 0 -> this.email.toUpperCase(Locale.ROOT);
						case 1 -> "  " + this.email + " ";
						default -> this.email;
					}))
			.toList();
		List<Answer> answers = TestRace.between(guesses);
		assertThat(encoder.comparisons() - before).isEqualTo(5);
		assertThat(answers).filteredOn((answer) -> answer.status() == 401).hasSize(5);
		assertThat(answers).filteredOn((answer) -> answer.status() == 429).hasSize(45);
	}

	@Test
	void whatNobodyHasIsLockedLikeWhatSomebodyHas() {
		String nobodys = UUID.randomUUID() + "@example.com";
		for (int i = 0; i < 6; i++) {
			Answer known = guess("198.51.100.1", this.email);
			Answer unknown = guess("198.51.100.1", nobodys);
			assertThat(masked(known)).isEqualTo(masked(unknown));
			assertThat(known.response().headers().map().keySet())
				.isEqualTo(Set.copyOf(unknown.response().headers().map().keySet()));
		}
		assertThat(guess("198.51.100.1", nobodys).status()).isEqualTo(429);
	}

	@Test
	void honestLoginsAtTheSameMomentAllSucceed() {
		List<Answer> answers = TestRace.of(20, () -> host.caller().login(this.email));
		assertThat(answers).allMatch((answer) -> answer.status() == 200);
	}

	@Test
	void sessionIsNoWayAroundIt() {
		TestCaller bearer = this.laptop.bearer(this.laptop.login(this.email).text("access_token"));
		for (int i = 0; i < 5; i++) {
			assertThat(bearer.json("DELETE", "/auth/me", "{\"password\":\"wrong\"}").status()).isEqualTo(401);
		}
		int before = encoder.comparisons();
		assertThat(bearer.post("/auth/reauthenticate", Map.of("password", TestHost.PASSWORD)).code())
			.isEqualTo("too_many_attempts");
		assertThat(bearer
			.post("/auth/password/change", Map.of("current_password", TestHost.PASSWORD, "new_password", NEXT))
			.status()).isEqualTo(429);
		assertThat(host.caller().login(this.email).status()).isEqualTo(429);
		assertThat(encoder.comparisons()).isEqualTo(before);
		assertThat(this.laptop.login(this.email).status()).as("the device has its own").isEqualTo(200);
	}

	private String resetLink() {
		long before = host.mails().all().stream().filter((mail) -> mail.kind() == NoticeKind.RESET_PASSWORD).count();
		assertThat(host.caller().post("/auth/password/reset", Map.of("email", this.email)).status()).isEqualTo(202);
		host.mails().await(NoticeKind.RESET_PASSWORD, (int) before + 1);
		return host.mails().token(NoticeKind.RESET_PASSWORD);
	}

	private static Answer guess(String forwardedFor, String identifier) {
		return host.caller()
			.header("X-Forwarded-For", forwardedFor)
			.post("/auth/login", Map.of("email", identifier, "password", "a wrong password"));
	}

	private static String masked(Answer answer) {
		return answer.toString().replaceAll("\"trace_id\":\"[^\"]*\"", "").replaceAll("\"retry_after\":[0-9]+", "");
	}

	@Configuration(proxyBeanMethods = false)
	static class Spies {

		@Bean(defaultCandidate = false)
		@JwtAuthBean
		TestPasswordEncoder quickEncoder() {
			return new TestPasswordEncoder();
		}

	}

}
