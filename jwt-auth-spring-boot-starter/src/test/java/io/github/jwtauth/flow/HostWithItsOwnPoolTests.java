package io.github.jwtauth.flow;

import javax.sql.DataSource;

import io.github.jwtauth.flow.hosts.notes.NotesHost;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hosts that set up their pool in their own way.
 */
class HostWithItsOwnPoolTests {

	@Test
	void withoutAutoCommitItHasTheMainJob() {
		try (TestHost host = TestHost.of(NotesHost.class)
			.with("spring.datasource.hikari.auto-commit", "false")
			.with("spring.jpa.properties.hibernate.connection.provider_disables_autocommit", "true")
			.start()) {
			MainJob.of(host).isDone();
			// for others, too, and not only on the connection that wrote it
			assertThat(new JdbcTemplate(host.bean(DataSource.class))
				.queryForObject("select count(*) from jwtauth_signing_key", Integer.class)).isPositive();
		}
	}

	@Test
	void withTwoConnectionsAndOpenInViewItHasTheMainJob() {
		try (TestHost host = TestHost.of(NotesHost.class)
			.with("spring.datasource.hikari.maximum-pool-size", "2")
			.with("spring.datasource.hikari.connection-timeout", "3000")
			.with("spring.jpa.open-in-view", "true")
			.start()) {
			MainJob.of(host).isDone();
		}
	}

}
