package io.github.jwtauth.boot.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.jwtauth.boot.web.TestBrowser.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;

class SessionEndpointTests {

	@Test
	void theListShowsWhatTheContractNamesAndNothingElse() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			browser.login();
			Answer login = browser.login();
			Answer answer = browser.send(TestBrowser.bearer(TestBrowser.get("/auth/sessions"), login));
			assertThat(answer.status()).isEqualTo(200);
			List<Map<String, Object>> sessions = sessions(answer);
			assertThat(sessions).hasSize(2);
			assertThat(sessions.get(1).keySet()).containsExactly("id", "device_name", "device_type", "browser", "os",
					"user_agent", "ip_address", "city", "country", "created_at", "last_used_at", "expires_at",
					"current");
			assertThat(sessions.get(1)).containsEntry("id", login.json().get("session_id"))
				.containsEntry("current", true)
				.containsEntry("device_type", "unknown")
				.containsEntry("created_at", "2030-03-01T12:00:00.123456Z")
				.containsEntry("expires_at", "2030-03-08T12:00:00.123456Z");
			assertThat(sessions.get(0)).containsEntry("current", false);
			assertThat(answer.body()).doesNotContain("jar_", "salt", "generation");
		});
	}

	@Test
	void oneSessionIsRenamed() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer login = browser.login();
			Answer answer = browser.send(TestBrowser.bearer(rename(idOf(login), "<b>Work</b>\u202e laptop"), login));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json()).containsEntry("device_name", "<b>Work</b> laptop"); // X-53,
																							//
			assertThat(sessions(browser.send(TestBrowser.bearer(TestBrowser.get("/auth/sessions"), login))))
				.extracting((session) -> session.get("device_name"))
				.containsExactly("<b>Work</b> laptop");
		});
	}

	@ParameterizedTest
	@CsvSource({ "'  ',required", "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',too_long" })
	void aNameHasOneToSixtyFourCharacters(String name, String code) {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer login = browser.login();
			Answer answer = browser.send(TestBrowser.bearer(rename(idOf(login), name), login));
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.json().get("errors")).asString().contains("field=device_name, code=" + code);
		});
	}

	@Test
	void oneSessionIsEnded() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer other = browser.login();
			Answer login = browser.login();
			Answer answer = browser.send(TestBrowser.bearer(delete(idOf(other)), login));
			assertThat(answer.status()).isEqualTo(204);
			assertThat(refresh(browser, other).json()).containsEntry("reason", "revoked_by_user");
			assertThat(refresh(browser, login).status()).isEqualTo(200);
		});
	}

	@Test
	void somebodyElsesSessionIsNotFoundLikeOneThatNeverWas() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			browser.core().register("victim@example.com");
			Answer victim = browser.send(TestBrowser.post("/auth/login",
					TestBrowser.LOGIN.replace(TestWebHost.EMAIL, "victim@example.com")));
			Answer login = browser.login();
			for (String id : List.of(idOf(victim), UUID.randomUUID().toString(), "current", "1")) {
				for (MockHttpServletRequestBuilder request : List.of(delete(id), rename(id, "mine"))) {
					Answer answer = browser.send(TestBrowser.bearer(request, login));
					assertThat(answer.status()).isEqualTo(404);
					assertThat(answer.json()).containsEntry("code", "not_found")
						.containsEntry("detail", "There is no such session.");
				}
			}
			assertThat(refresh(browser, victim).status()).isEqualTo(200);
		});
	}

	@Test
	void allOthersAreEndedUnlessTheCurrentOneIsIncluded() { // decision 8
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			browser.login();
			browser.login();
			Answer login = browser.login();
			Answer others = browser
				.send(TestBrowser.bearer(TestBrowser.request("POST", "/auth/sessions/terminate-all"), login));
			assertThat(others.json()).isEqualTo(Map.of("terminated_count", 2));
			Answer all = browser.send(TestBrowser
				.bearer(TestBrowser.post("/auth/sessions/terminate-all", "{\"include_current\":true}"), login)
				.cookie(login.cookie("__Host-refresh_token")));
			assertThat(all.json()).isEqualTo(Map.of("terminated_count", 1));
			assertThat(all.setCookies()).singleElement().asString().startsWith("__Host-refresh_token=; ");
			assertThat(refresh(browser, login).status()).isEqualTo(401);
		});
	}

	@Test
	void withoutATokenThereIsABareChallenge() {
		TestBrowser.host().run((context) -> {
			Answer answer = TestBrowser.of(context).send(TestBrowser.get("/auth/sessions?access_token=abc"));
			assertThat(answer.status()).isEqualTo(401);
			assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
			assertThat(answer.code()).isEqualTo("unauthorized");
		});
	}

	@Test
	void checkTellsWhoAndHowLong() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer login = browser.login();
			Answer answer = browser.send(TestBrowser.bearer(TestBrowser.get("/auth/check"), login));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json()).isEqualTo(Map.of("authenticated", true, "sub",
					browser.core()
						.idOf(browser.core().accounts.findByIdentifier(TestWebHost.EMAIL).orElseThrow())
						.toString(),
					"session_id", idOf(login), "expires_in", 900));
		});
	}

	@Test
	void aTokenThatIsNotGoodIsToldNothingButThat() {
		TestBrowser.host().run((context) -> {
			Answer answer = TestBrowser.of(context)
				.send(TestBrowser.get("/auth/check").header("Authorization", "Bearer garbage"));
			assertThat(answer.status()).isEqualTo(401);
			assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
		});
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> sessions(Answer answer) {
		return (List<Map<String, Object>>) answer.json().get("sessions");
	}

	private static String idOf(Answer login) {
		return (String) login.json().get("session_id");
	}

	private static MockHttpServletRequestBuilder delete(String id) {
		return TestBrowser.request("DELETE", "/auth/sessions/" + id);
	}

	private static MockHttpServletRequestBuilder rename(String id, String name) {
		return TestBrowser.request("PATCH", "/auth/sessions/" + id)
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"device_name\":\"" + name + "\"}");
	}

	private static Answer refresh(TestBrowser browser, Answer login) {
		return browser
			.send(TestBrowser.request("POST", "/auth/token/refresh").cookie(login.cookie("__Host-refresh_token")));
	}

}
