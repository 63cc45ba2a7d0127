package io.github.jwtauth.boot.web;

import java.util.Map;

import io.github.jwtauth.boot.web.TestBrowser.Answer;
import io.github.jwtauth.login.TestJwtAuth;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceEndpointTests {

	private static final String PASSWORD = "{\"password\":\"" + TestJwtAuth.PASSWORD + "\"}";

	@Test
	void aClientWithoutCookiesKeepsBothTokensItself() {
		TestBrowser.host("jwtauth.refresh-token-as-cookie=false").run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer login = browser.login();
			Answer renewed = browser
				.send(TestBrowser.bearer(TestBrowser.post("/auth/reauthenticate", PASSWORD), login));
			assertThat(renewed.json().keySet()).containsExactly("access_token", "token_type", "expires_in",
					"refresh_token", "refresh_expires_in", "session_id", "device_token");
			assertThat(renewed.json().get("session_id")).isEqualTo(login.json().get("session_id"));
			assertThat(renewed.setCookies()).isEmpty();
		});
	}

	@Test
	void aProofAnswersTheWayTheRefreshTokenCame() {
		TestBrowser.host("jwtauth.refresh-token-as-cookie=false").run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer renewed = browser
				.send(TestBrowser.bearer(TestBrowser.post("/auth/reauthenticate", PASSWORD), browser.login())
					.cookie(new Cookie("__Host-refresh_token", "jar_of_before")));
			assertThat(renewed.json()).doesNotContainKeys("refresh_token", "device_token");
			assertThat(renewed.setCookies()).hasSize(2);
		});
	}

	@Test
	void aProofNeedsABearerAndThePassword() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			assertThat(browser.send(TestBrowser.post("/auth/reauthenticate", PASSWORD)).code())
				.isEqualTo("unauthorized");
			Answer login = browser.login();
			assertThat(browser.send(TestBrowser.bearer(TestBrowser.post("/auth/reauthenticate", "{}"), login)).code())
				.isEqualTo("validation");
			Answer wrong = browser
				.send(TestBrowser.bearer(TestBrowser.post("/auth/reauthenticate", "{\"password\":\"guess\"}"), login));
			assertThat(wrong.status()).isEqualTo(401);
			assertThat(wrong.json()).containsEntry("code", "invalid_credentials");
			assertThat(wrong.setCookies()).isEmpty();
		});
	}

	@ParameterizedTest
	@CsvSource({ "false, open, 404", "false, closed, 404", "false, invitation, 403", "true, open, 403" })
	void peopleInviteWhereTheyAreMeantTo(boolean administered, String mode, int status) {
		TestBrowser.host("jwtauth.admin.enabled=" + administered, "jwtauth.registration.mode=" + mode)
			.run((context) -> {
				TestBrowser browser = TestBrowser.of(context);
				Answer answer = browser.send(TestBrowser.bearer(
						TestBrowser.post("/auth/admin/invitations", "{\"email\":\"guest@example.com\"}"),
						browser.login()));
				assertThat(answer.status()).isEqualTo(status);
			});
	}

	@Test
	void twoPasswordsThatDifferAreRefused() {
		TestBrowser.host().run((context) -> {
			Answer answer = TestBrowser.of(context).send(TestBrowser.post("/auth/invitations/accept", """
					{"token":"jot_x","password":"a good password","password_confirm":"another password"}"""));
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.json().get("errors")).asString().contains("password_confirm").contains("mismatch");
			assertThat(answer.json()).containsAllEntriesOf(Map.of("code", "validation"));
		});
	}

}
