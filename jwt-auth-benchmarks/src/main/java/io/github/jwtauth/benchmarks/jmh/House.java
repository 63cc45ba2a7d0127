package io.github.jwtauth.benchmarks.jmh;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.github.jwtauth.SessionId;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.benchmarks.host.BenchmarkAccounts;
import io.github.jwtauth.benchmarks.host.BenchmarkHost;
import io.github.jwtauth.token.AccessTokenGrant;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The parts of an application that was wired as every host is, so that what is measured
 * is what a host runs.
 */
final class House implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final KnownAccount account;

	House(String... properties) {
		this.context = new SpringApplicationBuilder(BenchmarkHost.class)
			.properties("server.port=0", "logging.level.root=warn", "spring.main.banner-mode=off",
					"spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
					"jwtauth.public-url=http://localhost:8080")
			.properties(properties)
			.run();
		this.account = this.context.getBean(AccountLookup.class).byIdentifier(BenchmarkAccounts.email(0)).orElseThrow();
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	AccessTokenGrant grant() {
		Instant now = Instant.now();
		return new AccessTokenGrant(this.account, new SessionId(UUID.randomUUID()), now, List.of("pwd"),
				now.plus(Duration.ofDays(90)), now);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
