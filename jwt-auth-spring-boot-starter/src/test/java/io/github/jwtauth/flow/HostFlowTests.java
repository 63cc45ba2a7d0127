package io.github.jwtauth.flow;

import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.entities.EntityHost;
import io.github.jwtauth.flow.hosts.ownchain.OwnChainHost;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.session.RefreshTokenReused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One dependency in the applications that people have: everything of ours works, and
 * nothing of theirs is lost.
 */
class HostFlowTests {

	private static final String EMAIL = "user@example.com";

	@ParameterizedTest
	@ValueSource(strings = { "false", "true" })
	void aPlainHostIsProtectedByOurTokens(String virtualThreads) {
		try (TestHost host = TestHost.of(PlainHost.class)
			.with("spring.threads.virtual.enabled", virtualThreads)
			.start()) {
			host.account(EMAIL, "USER");
			TestCaller caller = host.caller();

			Answer anonymous = caller.get("/api/ping");
			assertThat(anonymous.status()).isEqualTo(401);
			assertThat(anonymous.header(HttpHeaders.WWW_AUTHENTICATE)).startsWith("Bearer");

			Answer login = caller.login(EMAIL);
			assertThat(login.status()).as(login.toString()).isEqualTo(200);
			Answer ping = caller.bearer(login.text("access_token")).get("/api/ping");
			assertThat(ping.status()).as(ping.toString()).isEqualTo(200);
			assertThat(ping.text("sub")).isEqualTo(login.json().at("/user/id").asString());
			assertThat(caller.bearer(login.text("access_token")).get("/api/jwt").text("sub"))
				.isEqualTo(ping.text("sub"));
			assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(200);
		}
	}

	@Test
	void authoritiesCarryTheTimeOfTheProof() {
		try (TestHost host = TestHost.of(PlainHost.class).start()) {
			host.account(EMAIL, "USER", "EDITOR");
			String token = host.caller().login(EMAIL).text("access_token");

			assertThat(host.caller().bearer(token).get("/api/authorities").toString()).contains("ROLE_USER")
				.contains("ROLE_EDITOR")
				.contains("FACTOR_PASSWORD")
				.contains("FACTOR_BEARER");
		}
	}

	@Test
	void aHostThatScansItsOwnEntitiesKeepsThem() {
		try (TestHost host = TestHost.of(EntityHost.class).start()) {
			host.account(EMAIL, "USER");
			String token = host.caller().login(EMAIL).text("access_token");

			Answer notes = host.caller().bearer(token).get("/api/notes");
			assertThat(notes.status()).as(notes.toString()).isEqualTo(200);
			assertThat(notes.response().body()).isEqualTo("1");
		}
	}

	@Test
	void aHostWithItsOwnChainKeepsItsRules() {
		try (TestHost host = TestHost.of(OwnChainHost.class).start()) {
			host.account(EMAIL, "USER");
			host.account("admin@example.com", "ADMIN");
			TestCaller caller = host.caller();
			String user = caller.login(EMAIL).text("access_token");
			String admin = host.caller().login("admin@example.com").text("access_token");

			assertThat(caller.get("/open").status()).isEqualTo(200);
			assertThat(caller.get("/api/ping").status()).isEqualTo(401);
			assertThat(caller.bearer(user).get("/api/ping").status()).isEqualTo(200);
			assertThat(caller.bearer(user).post("/api/ping").status()).isEqualTo(200);
			assertThat(caller.bearer(user).get("/api/admin").status()).isEqualTo(403);
			assertThat(caller.bearer(admin).get("/api/admin").status()).isEqualTo(200);
		}
	}

	@Test
	void endpointsThatNeedNoTokenIgnoreABrokenHeader() {
		try (TestHost host = TestHost.of(PlainHost.class).start()) {
			host.account(EMAIL, "USER");
			TestCaller stale = host.caller().bearer("stale");

			assertThat(stale.login(EMAIL).status()).isEqualTo(200);
			assertThat(stale.post("/auth/token/refresh").status()).isEqualTo(200);
			assertThat(stale.get("/auth/check").status()).isEqualTo(401);
			assertThat(stale.get("/.well-known/jwks.json").status()).isEqualTo(200);
			assertThat(stale.post("/auth/logout").status()).isEqualTo(204);
		}
	}

	@Test
	void aListenerThatFailsDoesNotHandAReplayedSessionBack() {
		//
		try (TestHost host = TestHost.of(PlainHost.class, FailingListener.class)
			.with("jwtauth.refresh-token.retry-window", "0s")
			.start()) {
			host.account(EMAIL, "USER");
			TestCaller thief = host.caller();
			String access = thief.login(EMAIL).text("access_token");
			TestCaller owner = thief.jar(thief.cookies());
			assertThat(thief.post("/auth/token/refresh").status()).isEqualTo(200);

			assertThat(owner.post("/auth/token/refresh").status()).isEqualTo(500);
			assertThat(thief.post("/auth/token/refresh").code()).isEqualTo("session_ended");
			assertThat(thief.bearer(access).get("/api/ping").status()).isEqualTo(401);
		}
	}

	/** For example one that writes a mail and has no server for it. */
	@Configuration(proxyBeanMethods = false)
	static class FailingListener {

		@EventListener
		void on(RefreshTokenReused event) {
			throw new IllegalStateException("for a test");
		}

	}

}
