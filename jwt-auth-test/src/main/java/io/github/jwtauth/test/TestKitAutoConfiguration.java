package io.github.jwtauth.test;

import java.time.Clock;

import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.boot.ConditionalOnMissingJwtAuthBean;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.autoconfigure.JwtAuthAutoConfiguration;
import io.github.jwtauth.boot.mail.JwtAuthMailAutoConfiguration;
import io.github.jwtauth.password.Passwords;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.test.http.server.LocalTestWebServer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/**
 * The beans behind {@link AutoConfigureJwtAuth}. Judged before the library's own, which
 * then does without its clock and its mail transport.
 */
@AutoConfiguration(before = { JwtAuthAutoConfiguration.class, JwtAuthMailAutoConfiguration.class })
final class TestKitAutoConfiguration {

	/** Not where the host moves the time itself. */
	@Bean
	@ConditionalOnMissingJwtAuthBean(Clock.class)
	TestClock jwtAuthTestClock() {
		return new TestClock();
	}

	@JwtAuthBean
	@Bean(defaultCandidate = false)
	@ConditionalOnMissingJwtAuthBean
	Clock jwtAuthMovedClock(TestClock clock) {
		return clock.asClock();
	}

	/** Primary: a host's own transport would send. */
	@Bean
	@Primary
	CapturedMails jwtAuthCapturedMails() {
		return new CapturedMails();
	}

	@Bean
	TestAccounts jwtAuthTestAccounts(ObjectProvider<AccountStore> accounts, ObjectProvider<Passwords> passwords) {
		return new TestAccounts(accounts, passwords);
	}

	/** Lazy: the port is known once the web server runs. */
	@Bean
	@Lazy
	AuthTestClient jwtAuthTestClient(ApplicationContext context, Environment environment) {
		LocalTestWebServer server = LocalTestWebServer.get(context);
		if (server == null) {
			throw new IllegalStateException("An AuthTestClient talks to a web server: add"
					+ " @SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)");
		}
		AuthTestClient client = AuthTestClient.at(server.uri())
			.withBasePath(environment.getProperty("jwtauth.base-path", "/auth"));
		return environment.getProperty("jwtauth.csrf.token", Boolean.class, false) ? client.withCsrfTokens() : client;
	}

}
