package io.github.jwtauth.flow;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many more logins than there are cores (R-30, F-13).
 */
class LoginStormFlowTests {

	@Test
	void everyLoginOfAStormIsAnsweredAndRefreshesGoOn() throws Exception {
		try (TestHost host = TestHost.of(PlainHost.class).start()) {
			host.account("user@example.com", "USER");
			Account somebody = host.bean(AccountStore.class).findByIdentifier("user@example.com").orElseThrow();
			IntStream.range(0, 500)
				.forEach((i) -> host.bean(AccountStore.class)
					.insertIfAbsent(Account.withKey("user" + i)
						.withEmail(EmailAddress.of("user" + i + "@example.com"), true)
						.withPasswordHash(somebody.passwordHash())));
			TestCaller bystander = host.caller();
			bystander.login("user@example.com");
			List<Answer> answers = new CopyOnWriteArrayList<>();
			ExecutorService executor = Executors.newFixedThreadPool(150);
			try {
				List<Callable<Boolean>> logins = IntStream.range(0, 500)
					.<Callable<Boolean>>mapToObj(
							(i) -> () -> answers.add(host.caller().login("user" + i + "@example.com")))
					.toList();
				var running = logins.stream().map(executor::submit).toList();
				for (int i = 0; i < 20; i++) {
					assertThat(bystander.post("/auth/token/refresh").status()).isEqualTo(200);
				}
				for (var each : running) {
					each.get();
				}
			}
			finally {
				executor.shutdownNow();
			}
			assertThat(answers).hasSize(500).allMatch((answer) -> answer.status() == 200 || answer.status() == 503);
			assertThat(answers).filteredOn((answer) -> answer.status() == 503).isNotEmpty().allSatisfy((answer) -> {
				assertThat(answer.code()).isEqualTo("busy");
				assertThat(answer.header(HttpHeaders.RETRY_AFTER)).isNotEmpty();
			});
			assertThat(host.caller().login("user@example.com").status()).isEqualTo(200);
		}
	}

}
