package io.github.jwtauth.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.boot.jpa.TestDatabases;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.session.RefreshRejected;
import io.github.jwtauth.session.RefreshTokenReused;
import io.github.jwtauth.session.SessionEnded;
import io.github.jwtauth.session.SessionOpened;
import io.github.jwtauth.session.SessionRefreshed;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host of modules that hear of each other by events, which wait in a table until they
 * were heard. Ours wait there, too: they are written and read back.
 */
class HostWithModulithListenersTests {

	/**
	 * What one {@link MainJob} is heard to do; a replay ends the session, and tokens of
	 * ended sessions are refused.
	 */
	private static final List<Class<? extends AuthEvent>> HEARD = List.of(SessionOpened.class, SessionRefreshed.class,
			SessionRefreshed.class, RefreshTokenReused.class, SessionEnded.class, RefreshRejected.class,
			SessionOpened.class, SessionEnded.class, RefreshRejected.class);

	@Test
	void itsListenersHearOurEventsOnceTheyAreCommitted() throws Exception {
		try (TestHost host = modulith(TestDatabases.h2(), false).start()) {
			MainJob.of(host).isDone();
			assertThat(heard(host)).extracting(Object::getClass).containsExactlyInAnyOrderElementsOf(classes());
		}
	}

	@Test
	void whatAListenerMissedComesAgainAsItWas() throws Exception {
		Map<String, String> database = TestDatabases.h2();
		List<AuthEvent> missed;
		try (TestHost failing = modulith(database, true).start()) {
			MainJob.of(failing).isDone();
			missed = heard(failing);
			// never a secret in a table of the host
			assertThat(new JdbcTemplate(failing.bean(DataSource.class))
				.queryForList("select serialized_event from event_publication", String.class)).hasSize(HEARD.size())
				.noneMatch((json) -> json.contains("jar_") || json.contains("eyJ"));
		}
		try (TestHost host = modulith(database, false).start()) {
			host.bean(IncompleteEventPublications.class).resubmitIncompletePublicationsOlderThan(Duration.ZERO);
			assertThat(heard(host)).containsExactlyInAnyOrderElementsOf(missed);
		}
	}

	private static List<AuthEvent> heard(TestHost host) throws Exception {
		Module module = host.bean(Module.class);
		List<AuthEvent> events = new ArrayList<>();
		for (int count = 0; count < HEARD.size(); count++) {
			AuthEvent event = module.heard().poll(10, TimeUnit.SECONDS);
			assertThat(event).as("after " + events).isNotNull();
			events.add(event);
		}
		assertThat(module.heard()).isEmpty();
		return events;
	}

	private static List<Class<?>> classes() {
		return List.copyOf(HEARD);
	}

	private static TestHost.Starting modulith(Map<String, String> database, boolean failing) {
		return TestHost.of(PlainHost.class, Modules.class)
			.beside(".modulith.")
			.with(database)
			.with("jwtauth.secret", UUID.nameUUIDFromBytes(new byte[0]).toString().repeat(2) + "kq8hO3YVbnU4cGxhpR7t")
			.with("host.failing", failing)
			.with("spring.modulith.events.jdbc.schema-initialization.enabled", "true");
	}

	@Configuration(proxyBeanMethods = false)
	static class Modules {

		@Bean
		Module module(Environment environment) {
			return new Module(environment.getRequiredProperty("host.failing", Boolean.class));
		}

	}

	/** Asynchronous, after the commit, in a transaction of its own. */
	static class Module {

		private final BlockingQueue<AuthEvent> heard = new LinkedBlockingQueue<>();

		private final boolean failing;

		Module(boolean failing) {
			this.failing = failing;
		}

		public BlockingQueue<AuthEvent> heard() {
			return this.heard;
		}

		@ApplicationModuleListener
		public void on(AuthEvent event) {
			assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
			this.heard.add(event);
			if (this.failing) {
				throw new IllegalStateException("not now");
			}
		}

	}

}
