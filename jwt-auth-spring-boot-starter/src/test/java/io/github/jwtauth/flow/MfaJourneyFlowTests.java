package io.github.jwtauth.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.jwtauth.MovableClock;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.jpa.TestDatabases;
import io.github.jwtauth.boot.mfa.TestQrCodes;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.notification.NoticeKind;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole life of a second factor over HTTP, on real databases, with an authenticator
 * that shares no code with the library.
 */
class MfaJourneyFlowTests {

	private static final String ADA = "ada@example.com";

	@Test
	void onPostgres() {
		journey(TestDatabases.postgres());
	}

	@Test
	void onMariaDb() {
		journey(TestDatabases.mariaDb());
	}

	private static void journey(Map<String, String> database) {
		try (TestHost host = TestHost.of(PlainHost.class, Outside.class)
			.with(database)
			.with("jwtauth.secret", "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs")
			.with("jwtauth.public-url", "http://localhost")
			.with("jwtauth.schema.initialize", "always")
			.with("jwtauth.mfa.issuer", "My Shop")
			.start()) {
			host.account(ADA, "USER");
			new Life(host).live();
		}
	}

	/** One browser, in cookie transport. */
	private static final class Life {

		private final TestHost host;

		private final MovableClock clock;

		private final TestCaller browser;

		private TestAuthenticator app;

		private List<String> recoveryCodes;

		Life(TestHost host) {
			this.host = host;
			this.clock = host.bean(MovableClock.class);
			this.browser = host.caller();
		}

		void live() {
			String before = this.host.caller().login(ADA).text("access_token");
			setUp(this.browser.login(ADA).text("access_token"));
			changeNothingWithoutTheFactor(before);
			beAskedAndRememberTheDevice();
			String remembered = loginWithoutBeingAsked();
			forgetTheDevice(remembered);
			useARecoveryCode();
			String access = replaceRecoveryCodes();
			switchOff(access);
		}

		private void setUp(String access) {
			TestCaller owner = this.browser.bearer(access);
			assertThat(owner.get("/auth/mfa").json().path("enabled").asBoolean()).isFalse();
			Answer setup = owner.post("/auth/mfa/totp/setup");
			assertThat(setup.status()).as(setup.toString()).isEqualTo(200);
			assertThat(setup.header("Cache-Control")).isEqualTo("no-store");
			String uri = setup.text("otpauth_uri");
			assertThat(uri).startsWith("otpauth://totp/My%20Shop:ada%40example.com?")
				.contains("secret=" + setup.text("secret"), "issuer=My%20Shop", "algorithm=SHA1", "digits=6",
						"period=30");
			assertThat(TestQrCodes.read(setup.text("qr_code"))).isEqualTo(uri);
			this.app = new TestAuthenticator(setup.text("secret"), this.clock);

			Answer wrong = owner.post("/auth/mfa/totp/activate", Map.of("code", this.app.wrongCode()));
			assertThat(wrong.status()).isEqualTo(400);
			assertThat(wrong.code()).isEqualTo("invalid_code");
			assertThat(this.host.caller().login(ADA).status()).as("a pending app is asked of nobody").isEqualTo(200);
			Answer active = owner.post("/auth/mfa/totp/activate", Map.of("code", this.app.code()));
			assertThat(active.status()).as(active.toString()).isEqualTo(200);
			assertThat(active.header("Cache-Control")).isEqualTo("no-store");
			this.recoveryCodes = TestFactorOwner.recoveryCodes(active);
			assertThat(this.recoveryCodes).hasSize(10).doesNotHaveDuplicates();
			assertThat(owner.post("/auth/mfa/totp/setup").code()).isEqualTo("already_enabled");

			Answer state = owner.get("/auth/mfa");
			assertThat(state.json().path("enabled").asBoolean()).isTrue();
			assertThat(state.json().path("required").asBoolean()).isFalse();
			assertThat(state.json().path("totp").path("activated_at").asString())
				.startsWith(this.clock.instant().toString().substring(0, 19));
			assertThat(state.json().path("recovery_codes_left").asInt()).isEqualTo(10);
			assertThat(state.toString()).doesNotContain(setup.text("secret"));
			this.host.mails().await(NoticeKind.MFA_ENABLED, 1);
		}

		/** of a session that was open before the app, by the password alone. */
		private void changeNothingWithoutTheFactor(String access) {
			Answer refused = this.host.caller()
				.bearer(access)
				.post("/auth/password/change", Map.of("current_password", TestHost.PASSWORD, "new_password",
						"another horse, another battery"));
			assertThat(refused.status()).as(refused.toString()).isEqualTo(403);
			assertThat(refused.code()).isEqualTo("mfa_required");
			assertThat(texts(refused.json().path("methods"))).containsExactly("totp", "recovery_code");
			assertThat(refused.json().has("mfa_token")).isFalse();
		}

		private void beAskedAndRememberTheDevice() {
			logout();
			Answer asked = this.browser.login(ADA);
			assertThat(asked.status()).as(asked.toString()).isEqualTo(403);
			assertThat(asked.code()).isEqualTo("mfa_required");
			assertThat(texts(asked.json().path("methods"))).containsExactly("totp", "recovery_code");
			assertThat(asked.setCookies()).isEmpty();
			String challenge = asked.text("mfa_token");
			// the code of the activation is used up.
			assertThat(verify(challenge, "code", this.app.code()).code()).isEqualTo("invalid_code");
			this.clock.advance(Duration.ofSeconds(30));
			Map<String, Object> body = TestFactorOwner.body(challenge, "code", this.app.code());
			body.put("remember_device", true);
			Answer in = this.browser.post("/auth/mfa/verify", body);
			assertThat(in.status()).as(in.toString()).isEqualTo(200);
			assertThat(in.json().path("user").path("email").asString()).isEqualTo(ADA);
			assertThat(in.json().has("refresh_token")).isFalse();
			assertThat(in.json().has("device_token")).isFalse();
			assertThat(this.browser.cookies()).containsKeys("refresh_token", "device");
			assertThat(amr(in)).containsExactly("pwd", "otp", "mfa");
			assertThat(amr(this.browser.post("/auth/token/refresh"))).containsExactly("pwd", "otp", "mfa");
			assertThat(verify(challenge, "code", this.app.code()).code()).isEqualTo("invalid_token");
		}

		private String loginWithoutBeingAsked() {
			logout();
			long proven = this.clock.instant().getEpochSecond();
			this.clock.advance(Duration.ofSeconds(2));
			String recognisedBy = this.browser.cookies().get("device");
			Answer in = this.browser.login(ADA);
			assertThat(in.status()).as(in.toString()).isEqualTo(200);
			assertThat(amr(in)).containsExactly("pwd", "mfa");
			// the factor is as old as the memory of it.
			assertThat(amrTimes(in)).isEqualTo("{\"mfa\":" + proven + "}");
			assertThat(amrTimes(this.browser.post("/auth/token/refresh"))).isEqualTo("{\"mfa\":" + proven + "}");
			assertThat(this.browser.cookies()).containsEntry("device", recognisedBy);
			TestCaller elsewhere = this.host.caller();
			assertThat(elsewhere.login(ADA).code()).isEqualTo("mfa_required");
			// who has the device has not shown the factor.
			Answer codes = this.browser.bearer(in.text("access_token")).post("/auth/mfa/recovery-codes");
			assertThat(codes.code()).isEqualTo("reauthentication_required");
			return in.text("access_token");
		}

		private void forgetTheDevice(String access) {
			TestCaller owner = this.browser.bearer(access);
			JsonNode devices = owner.get("/auth/mfa/devices").json().path("devices");
			assertThat(devices).hasSize(1);
			JsonNode device = devices.get(0);
			assertThat(device.path("current").asBoolean()).isTrue();
			assertThat(device.propertyNames()).containsExactlyInAnyOrder("id", "device_name", "device_type", "browser",
					"os", "ip_address", "created_at", "last_used_at", "expires_at", "current");
			assertThat(Instant.parse(device.path("expires_at").asString()))
				.isEqualTo(Instant.parse(device.path("created_at").asString()).plus(Duration.ofDays(30)));
			String path = "/auth/mfa/devices/" + device.path("id").asString();
			assertThat(owner.json("DELETE", path, "").status()).isEqualTo(204);
			assertThat(owner.json("DELETE", path, "").code()).isEqualTo("not_found");
			assertThat(owner.get("/auth/mfa/devices").json().path("devices")).isEmpty();
		}

		private void useARecoveryCode() {
			logout();
			String challenge = this.browser.login(ADA).text("mfa_token");
			String typed = this.recoveryCodes.get(0).replace("-", "").toLowerCase(Locale.ROOT);
			Answer in = verify(challenge, "recovery_code", typed);
			assertThat(in.status()).as(in.toString()).isEqualTo(200);
			assertThat(amr(in)).containsExactly("pwd", "otp", "mfa");
			assertThat(this.browser.bearer(in.text("access_token"))
				.get("/auth/mfa")
				.json()
				.path("recovery_codes_left")
				.asInt()).isEqualTo(9);
			this.host.mails().await(NoticeKind.RECOVERY_CODE_USED, 1);
			assertThat(verify(challenge(), "recovery_code", typed).code()).isEqualTo("invalid_code");
		}

		private String replaceRecoveryCodes() {
			logout();
			this.clock.advance(Duration.ofMinutes(6));
			String access = verify(challenge(), "code", this.app.code()).text("access_token");
			this.clock.advance(Duration.ofMinutes(6));
			Answer stale = this.browser.bearer(access).post("/auth/mfa/recovery-codes");
			assertThat(stale.code()).as("R-18").isEqualTo("reauthentication_required");
			Answer said = this.browser.bearer(access)
				.post("/auth/reauthenticate", Map.of("password", TestHost.PASSWORD));
			assertThat(said.status()).as(said.toString()).isEqualTo(200);
			access = said.text("access_token");
			Answer old = this.browser.bearer(access).post("/auth/mfa/recovery-codes");
			assertThat(old.status()).as("X-18, the password is fresh and the code is not").isEqualTo(403);
			assertThat(old.code()).isEqualTo("reauthentication_required");
			Answer proven = this.browser.bearer(access).post("/auth/reauthenticate", Map.of("code", this.app.code()));
			assertThat(proven.status()).as(proven.toString()).isEqualTo(200);
			TestCaller owner = this.browser.bearer(proven.text("access_token"));
			Answer replaced = owner.post("/auth/mfa/recovery-codes");
			assertThat(replaced.status()).as(replaced.toString()).isEqualTo(200);
			List<String> fresh = TestFactorOwner.recoveryCodes(replaced);
			assertThat(fresh).hasSize(10).doesNotContainAnyElementsOf(this.recoveryCodes);
			this.host.mails().await(NoticeKind.RECOVERY_CODES_REPLACED, 1);
			assertThat(verify(challenge(), "recovery_code", this.recoveryCodes.get(1)).code())
				.isEqualTo("invalid_code");
			this.recoveryCodes = fresh;
			return proven.text("access_token");
		}

		private void switchOff(String access) {
			TestCaller owner = this.browser.bearer(access);
			Answer wrong = owner.post("/auth/mfa/totp/deactivate", Map.of("code", this.app.wrongCode()));
			assertThat(wrong.status()).isEqualTo(400);
			assertThat(wrong.code()).isEqualTo("invalid_code");
			assertThat(owner.post("/auth/mfa/totp/deactivate", Map.of("recovery_code", this.recoveryCodes.get(0)))
				.status()).isEqualTo(204);
			this.host.mails().await(NoticeKind.MFA_DISABLED, 1);
			assertThat(owner.post("/auth/mfa/totp/deactivate", Map.of("code", this.app.code())).code())
				.isEqualTo("not_enabled");
			assertThat(owner.post("/auth/mfa/recovery-codes").code()).isEqualTo("not_enabled");
			assertThat(this.host.caller().login(ADA).status()).isEqualTo(200);
		}

		private String challenge() {
			return this.browser.login(ADA).text("mfa_token");
		}

		private Answer verify(String challenge, String field, String value) {
			return this.browser.post("/auth/mfa/verify", TestFactorOwner.body(challenge, field, value));
		}

		private void logout() {
			assertThat(this.browser.post("/auth/logout").status()).isEqualTo(204);
		}

		private static String amrTimes(Answer answer) {
			return TestTokens.claims(answer.text("access_token")).path("amr_times").toString();
		}

		private static List<String> amr(Answer answer) {
			return texts(TestTokens.claims(answer.text("access_token")).path("amr"));
		}

		private static List<String> texts(JsonNode array) {
			return array.valueStream().map((text) -> text.asString()).toList();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Outside {

		@Bean(defaultCandidate = false)
		@JwtAuthBean
		Clock clock() {
			return new MovableClock(Instant.now());
		}

	}

}
