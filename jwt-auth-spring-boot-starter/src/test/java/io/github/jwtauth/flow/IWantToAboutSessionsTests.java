package io.github.jwtauth.flow;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.Device;
import io.github.jwtauth.DeviceType;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.web.DeviceResolver;
import io.github.jwtauth.boot.web.GeoLocator;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.login.LoginFailed;
import io.github.jwtauth.session.InMemorySessionStore;
import io.github.jwtauth.session.RefreshTokenReused;
import io.github.jwtauth.session.RevocationSource;
import io.github.jwtauth.session.SessionEnded;
import io.github.jwtauth.session.SessionOpened;
import io.github.jwtauth.session.SessionStore;
import io.github.jwtauth.token.SigningKeyStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.event.TransactionalEventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wishes of {@code docs/i-want-to.md} about sessions.
 */
class IWantToAboutSessionsTests {

	private static final String EMAIL = "user@example.com";

	private static TestHost host;

	private static TestHost elsewhere;

	@BeforeAll
	static void start() {
		host = TestHost.of(PlainHost.class, Places.class).with("jwtauth.refresh-token.retry-window", "0s").start();
		host.account(EMAIL, "USER");
		elsewhere = TestHost.of(PlainHost.class, SessionsElsewhere.class).start();
		elsewhere.account(EMAIL, "USER");
	}

	@AfterAll
	static void stop() {
		host.close();
		elsewhere.close();
	}

	@Test
	void sayWhatADeviceIsAndWhere() {
		String located = host.caller().login(EMAIL).text("access_token");
		JsonNode session = host.caller().bearer(located).get("/auth/sessions").json().at("/sessions/0");
		assertThat(session.get("city").asString()).isEqualTo("Here");
		assertThat(session.get("country").asString()).isEqualTo("Loopback");

		TestCaller kiosk = elsewhere.caller().header("User-Agent", "Kiosk/7");
		String own = kiosk.login(EMAIL).text("access_token");
		JsonNode device = elsewhere.caller().bearer(own).get("/auth/sessions").json().at("/sessions/0");
		assertThat(device.get("device_type").asString()).isEqualTo("unknown");
		assertThat(device.get("user_agent").asString()).isEqualTo("Kiosk/7");
		assertThat(device.path("ip_address").asString("")).isEmpty();
	}

	@Test
	void hearWhatHappens() {
		SecurityMail mail = host.bean(SecurityMail.class);
		JdbcClient sql = host.bean(JdbcClient.class);
		mail.heard.clear();

		// an exception in a plain listener undoes the change, its own writes and the mail
		assertThat(host.caller().header("User-Agent", "break").login(EMAIL).status()).isEqualTo(500);
		assertThat(sql.sql("select count(*) from diary where text = 'break'").query(Long.class).single()).isZero();
		assertThat(
				sql.sql("select count(*) from jwtauth_session where user_agent = 'break'").query(Long.class).single())
			.isZero();
		assertThat(mail.heard).isEmpty();

		TestCaller caller = host.caller().header("User-Agent", "good");
		caller.login(EMAIL);
		assertThat(sql.sql("select count(*) from diary where text = 'good'").query(Long.class).single()).isOne();
		assertThat(mail.heard).hasOnlyElementsOfType(SessionOpened.class).hasSize(1);

		Map<String, String> old = Map.copyOf(caller.cookies());
		caller.post("/auth/token/refresh");
		assertThat(caller.jar(old).post("/auth/token/refresh").status()).isEqualTo(401);
		host.caller().post("/auth/login", Map.of("email", EMAIL, "password", "wrong"));
		assertThat(mail.heard).hasAtLeastOneElementOfType(RefreshTokenReused.class)
			.hasAtLeastOneElementOfType(SessionEnded.class)
			.last()
			.isInstanceOfSatisfying(LoginFailed.class,
					(failure) -> assertThat(failure.reason()).isEqualTo(LoginFailed.Reason.WRONG_PASSWORD));
	}

	@Test
	void keepSessionsSomewhereElse() {
		TestCaller caller = elsewhere.caller();
		String token = caller.login(EMAIL).text("access_token");
		assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(200);
		assertThat(
				elsewhere.bean(JdbcClient.class).sql("select count(*) from jwtauth_session").query(Long.class).single())
			.isZero();

		assertThat(caller.post("/auth/logout").status()).isEqualTo(204);
		assertThat(caller.bearer(token).get("/api/ping").status()).isEqualTo(401);

		// our own tables go on working without a transaction around them
		SigningKeyStore keys = elsewhere.bean(SigningKeyStore.class);
		keys.reseal("nobody", new byte[] { 1 });
		keys.delete("nobody");
		assertThat(keys.findAll()).isNotEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	@Import(SecurityMail.class)
	static class Places {

		@Bean
		GeoLocator places() {
			return (ipAddress) -> Optional.of(new GeoLocator.Place("Here", "Loopback"));
		}

	}

	static class SecurityMail {

		private final List<AuthEvent> heard = new CopyOnWriteArrayList<>();

		private final JdbcClient jdbc;

		SecurityMail(JdbcClient jdbc) {
			this.jdbc = jdbc;
			jdbc.sql("create table diary (text varchar(100))").update();
		}

		@EventListener
		void write(SessionOpened event) {
			this.jdbc.sql("insert into diary (text) values (?)").param(event.device().userAgent()).update();
			if ("break".equals(event.device().userAgent())) {
				throw new IllegalStateException("no room in the diary");
			}
		}

		@TransactionalEventListener
		void changed(SessionOpened event) {
			this.heard.add(event);
		}

		@TransactionalEventListener
		void ended(SessionEnded event) {
			this.heard.add(event);
		}

		@TransactionalEventListener
		void tokenWasCopied(RefreshTokenReused event) {
			this.heard.add(event);
		}

		@TransactionalEventListener(fallbackExecution = true)
		void someoneFailed(LoginFailed event) {
			this.heard.add(event);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SessionsElsewhere {

		@Bean
		SessionStore sessions(@JwtAuthBean Clock clock) {
			return new InMemorySessionStore(new InMemoryTransactions(), clock);
		}

		@Bean
		RevocationSource revocations() {
			return (lookBack) -> new RevocationSource.Revocations(List.of(), Map.of());
		}

		@Bean
		Transactions transactions() {
			return Transactions.none();
		}

		@Bean
		DeviceResolver devices() {
			return (request, deviceName) -> new Device(deviceName, DeviceType.UNKNOWN, null, null,
					request.getHeader("User-Agent"), null, null, null);
		}

	}

}
