package io.github.jwtauth.flow;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.jwtauth.MovableClock;
import io.github.jwtauth.flow.TestCaller.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody with an authenticator app, who never waits: the clock does.
 */
final class TestFactorOwner {

	private static final Duration STEP = Duration.ofSeconds(30);

	private final TestHost host;

	private final MovableClock clock;

	private final String email;

	private final TestAuthenticator app;

	private final List<String> recoveryCodes;

	private TestFactorOwner(TestHost host, String email, TestAuthenticator app, List<String> recoveryCodes) {
		this.host = host;
		this.clock = host.bean(MovableClock.class);
		this.email = email;
		this.app = app;
		this.recoveryCodes = recoveryCodes;
	}

	/** Makes an account, logs in, sets an app up. Its next code is good. */
	static TestFactorOwner enrolled(TestHost host, String... roles) {
		String email = UUID.randomUUID() + "@example.com";
		host.account(email, roles);
		TestCaller caller = host.caller();
		caller = caller.bearer(caller.login(email).text("access_token"));
		Answer setup = caller.post("/auth/mfa/totp/setup");
		assertThat(setup.status()).as(setup.toString()).isEqualTo(200);
		TestAuthenticator app = new TestAuthenticator(setup.text("secret"), host.bean(MovableClock.class));
		Answer active = caller.post("/auth/mfa/totp/activate", Map.of("code", app.code()));
		assertThat(active.status()).as(active.toString()).isEqualTo(200);
		TestFactorOwner owner = new TestFactorOwner(host, email, app, recoveryCodes(active));
		owner.nextStep();
		return owner;
	}

	static List<String> recoveryCodes(Answer answer) {
		return answer.json().path("recovery_codes").valueStream().map((code) -> code.asString()).toList();
	}

	void nextStep() {
		this.clock.advance(STEP);
	}

	String email() {
		return this.email;
	}

	TestAuthenticator app() {
		return this.app;
	}

	List<String> recoveryCodes() {
		return this.recoveryCodes;
	}

	/** Says the password somewhere, and gets a challenge. */
	String challenge() {
		Answer asked = this.host.caller().login(this.email);
		assertThat(asked.code()).as(asked.toString()).isEqualTo("mfa_required");
		return asked.text("mfa_token");
	}

	Answer verify(String challenge, String field, String value) {
		return this.host.caller().post("/auth/mfa/verify", body(challenge, field, value));
	}

	/** Logs in with both factors, by the next code. */
	Answer login() {
		Answer in = verify(challenge(), "code", this.app.code());
		assertThat(in.status()).as(in.toString()).isEqualTo(200);
		nextStep();
		return in;
	}

	static Map<String, Object> body(String challenge, String field, Object value) {
		Map<String, Object> body = new HashMap<>();
		body.put("mfa_token", challenge);
		body.put(field, value);
		return body;
	}

}
