package io.github.jwtauth.flow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.jwtauth.audit.AuditPage;
import io.github.jwtauth.audit.AuditQuery;
import io.github.jwtauth.audit.AuditRecord;
import io.github.jwtauth.audit.AuditStore;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.session.SessionOpened;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.event.TransactionalEventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wishes of {@code docs/i-want-to.md} about events and the audit trail.
 */
class IWantToAboutAuditTests {

	private static final String EMAIL = "user@example.com";

	@Test
	void keepTheAuditTrailElsewhere() {
		try (TestHost host = TestHost.of(PlainHost.class, Elsewhere.class).start()) {
			host.account(EMAIL, "USER");
			assertThat(host.caller().login(EMAIL).status()).isEqualTo(200);
			assertThat(host.bean(Archive.class).entries).singleElement().returns("LOGIN_SUCCEEDED", AuditRecord::type);
			assertThat(host.bean(JdbcClient.class)
				.sql("select count(*) from jwtauth_audit_event")
				.query(Long.class)
				.single()).isZero();
		}
	}

	@Test
	void doSomethingWhenSomebodyLogsIn() {
		try (TestHost host = TestHost.of(PlainHost.class, Greeting.class).start()) {
			host.account(EMAIL, "USER");
			host.caller().login(EMAIL);
			assertThat(host.bean(Greeter.class).heard).hasSize(1);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Elsewhere {

		@Bean
		Archive archive() {
			return new Archive();
		}

	}

	static class Archive implements AuditStore {

		private final List<AuditRecord> entries = new CopyOnWriteArrayList<>();

		@Override
		public void append(AuditRecord entry) {
			this.entries.add(entry);
		}

		@Override
		public AuditPage find(AuditQuery query) {
			return new AuditPage(this.entries, this.entries.size());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Greeting {

		@Bean
		Greeter greeter() {
			return new Greeter();
		}

	}

	static class Greeter {

		private final List<SessionOpened> heard = new CopyOnWriteArrayList<>();

		@TransactionalEventListener
		void on(SessionOpened opened) {
			this.heard.add(opened);
		}

	}

}
