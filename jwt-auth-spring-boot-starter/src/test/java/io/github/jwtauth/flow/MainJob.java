package io.github.jwtauth.flow;

import java.util.Map;
import java.util.UUID;

import io.github.jwtauth.flow.TestCaller.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a host has us for, over HTTP: login, a protected call, refresh, a replay that ends
 * the session, logout. Every host is held against this.
 */
final class MainJob {

	private final TestHost host;

	private String prefix = "";

	private String ping = "/api/ping";

	private MainJob(TestHost host) {
		this.host = host;
	}

	static MainJob of(TestHost host) {
		return new MainJob(host);
	}

	/** What stands before every path. */
	MainJob below(String path) {
		this.prefix = path;
		return this;
	}

	/** An endpoint of the host that needs a token of ours. */
	MainJob protecting(String path) {
		this.ping = path;
		return this;
	}

	void isDone() {
		String email = UUID.randomUUID() + "@example.com";
		this.host.account(email, "USER");
		aReplayEndsTheSession(email);
		logoutEndsTheSession(email);
	}

	private void aReplayEndsTheSession(String email) {
		assertThat(status(this.host.caller(), "")).isEqualTo(401);
		TestCaller owner = this.host.caller();
		String first = token(login(owner, email));
		assertThat(status(owner, first)).isEqualTo(200);
		TestCaller thief = owner.jar(owner.cookies());
		token(refresh(owner));
		String last = token(refresh(owner));
		assertThat(status(owner, last)).isEqualTo(200);

		assertThat(refresh(thief).status()).isEqualTo(401);
		assertThat(refresh(owner).code()).isEqualTo("session_ended");
		assertThat(status(owner, last)).isEqualTo(401);
	}

	private void logoutEndsTheSession(String email) {
		TestCaller caller = this.host.caller();
		String token = token(login(caller, email));
		assertThat(caller.bearer(token).get(this.prefix + "/auth/sessions").json().path("sessions")).hasSize(1);
		Map<String, String> jar = Map.copyOf(caller.cookies());
		assertThat(caller.post(this.prefix + "/auth/logout").status()).isEqualTo(204);
		assertThat(refresh(caller.jar(jar)).status()).isEqualTo(401);
		assertThat(status(caller, token)).isEqualTo(401);
		assertThat(caller.get(this.prefix + "/.well-known/jwks.json").json().path("keys")).isNotEmpty();
	}

	private Answer login(TestCaller caller, String email) {
		return caller.post(this.prefix + "/auth/login", Map.of("email", email, "password", TestHost.PASSWORD));
	}

	private Answer refresh(TestCaller caller) {
		return caller.post(this.prefix + "/auth/token/refresh");
	}

	private int status(TestCaller caller, String token) {
		TestCaller bearer = token.isEmpty() ? caller : caller.bearer(token);
		return bearer.get(this.prefix + this.ping).status();
	}

	private static String token(Answer answer) {
		assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
		return answer.text("access_token");
	}

}
