package io.github.jwtauth.boot.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.TestAccounts;
import io.github.jwtauth.boot.web.TestBrowser.Answer;
import io.github.jwtauth.login.TestJwtAuth;
import io.github.jwtauth.notification.NoticeKind;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordEndpointTests {

	private static final String NEXT = "another horse, another battery";

	private static final String BODY = "jwtauth.refresh-token-as-cookie=false";

	@Test
	void changeAnswersWithTokensOfTheSameSession() {
		with((browser) -> {
			Answer login = browser.login();
			Answer answer = browser.send(change(login, Map.of("current_password", TestJwtAuth.PASSWORD, "new_password",
					NEXT, "new_password_confirm", NEXT)));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json()).containsEntry("session_id", login.json().get("session_id"))
				.containsEntry("token_type", "Bearer")
				.containsKeys("access_token", "refresh_token", "expires_in", "refresh_expires_in")
				.doesNotContainKey("user");
			assertThat(answer.setCookies()).isEmpty();
			assertThat(refresh(browser, login)).isEqualTo(401);
			assertThat(refresh(browser, answer)).isEqualTo(200);
		}, BODY);
	}

	@Test
	void changeReplacesTheCookiesOfABrowser() {
		with((browser) -> {
			Answer login = browser.login();
			Answer answer = browser
				.send(change(login, Map.of("old_password", TestJwtAuth.PASSWORD, "new_password", NEXT))
					.cookie(login.cookie("__Host-refresh_token")));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json()).doesNotContainKey("refresh_token");
			assertThat(answer.setCookies()).hasSize(3);
			assertThat(answer.cookie("__Host-device").getValue())
				.isNotEqualTo(login.cookie("__Host-device").getValue());
			assertThat(answer.cookie("__Host-refresh_token").getValue())
				.isNotEqualTo(login.cookie("__Host-refresh_token").getValue());
			assertThat(answer.cookie("__Host-csrf_token").getValue()).isNotEmpty();
			assertThat(browser
				.send(TestBrowser.request("POST", "/auth/token/refresh").cookie(answer.cookie("__Host-refresh_token")))
				.status()).isEqualTo(200);
		}, "jwtauth.csrf.token=true");
	}

	@Test
	void cookieOfARequestDecidesWhereTheTokensTravel() {
		with((browser) -> {
			Answer login = browser.login();
			MockHttpServletRequestBuilder request = change(login,
					Map.of("current_password", TestJwtAuth.PASSWORD, "new_password", NEXT))
				.cookie(new Cookie("__Host-refresh_token", String.valueOf(login.json().get("refresh_token"))));
			assertThat(browser.send(request).setCookies()).hasSize(2)
				.anySatisfy((cookie) -> assertThat(cookie).startsWith("__Host-refresh_token=jar_"))
				.anySatisfy((cookie) -> assertThat(cookie).startsWith("__Host-device=jdt_"));
		}, BODY);
	}

	@Test
	void wrongPresentPasswordIsAFailedLogin() {
		with((browser) -> {
			Answer answer = browser
				.send(change(browser.login(), Map.of("current_password", "wrong horse battery", "new_password", NEXT)));
			assertThat(answer.status()).isEqualTo(401);
			assertThat(answer.code()).isEqualTo("invalid_credentials");
			assertThat(answer.setCookies()).isEmpty();
		});
	}

	@Test
	void everyRuleThatIsBrokenIsTold() {
		with((browser) -> {
			Answer answer = browser.send(change(browser.login(),
					Map.of("current_password", TestJwtAuth.PASSWORD, "new_password", "password")));
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.code()).isEqualTo("password_too_short");
			assertThat(answer.json().get("type")).isEqualTo("urn:jwtauth:problem:password_too_short");
			assertThat(answer.json().get("errors")).isEqualTo(List.of(
					Map.of("field", "new_password", "code", "password_too_short", "message",
							"A password has at least 12 characters."),
					Map.of("field", "new_password", "code", "password_common", "message",
							"This password is one of those that everybody tries first.")));
		});
	}

	@Test
	void whatNoPasswordMayBeIsNamedTheSameWay() {
		with((browser) -> {
			Answer answer = browser.send(change(browser.login(),
					Map.of("current_password", TestJwtAuth.PASSWORD, "new_password", "\u20ac".repeat(200))));
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.code()).isEqualTo("password_too_long");
			Answer control = browser.send(change(browser.login(),
					Map.of("current_password", TestJwtAuth.PASSWORD, "new_password", "twelve\u0007 chars")));
			assertThat(control.status()).isEqualTo(400);
		});
	}

	@Test
	void fieldsAreChecked() {
		with((browser) -> {
			Answer login = browser.login();
			assertThat(browser.send(change(login, Map.of("new_password", NEXT))).code()).isEqualTo("validation");
			assertThat(browser
				.send(change(login, Map.of("current_password", "a", "old_password", "a", "new_password", NEXT)))
				.code()).isEqualTo("validation");
			Answer differ = browser.send(change(login, Map.of("current_password", TestJwtAuth.PASSWORD, "new_password",
					NEXT, "new_password_confirm", NEXT + "!")));
			assertThat(differ.status()).isEqualTo(400);
			assertThat(differ.body()).contains("new_password_confirm", "mismatch").doesNotContain(NEXT);
		});
	}

	@Test
	void changeNeedsAnAccessToken() {
		with((browser) -> assertThat(browser.send(TestBrowser.post("/auth/password/change",
				json(Map.of("current_password", TestJwtAuth.PASSWORD, "new_password", NEXT))))
			.status()).isEqualTo(401));
	}

	@ParameterizedTest
	@ValueSource(strings = { TestWebHost.EMAIL, "nobody@example.com", "unverified@example.com" })
	void resetIsOneAnswer(String email) {
		with((browser) -> {
			Account unverified = TestAccounts.somebody().withEmail(null, false);
			browser.core().accounts
				.insertIfAbsent(unverified.withEmail(EmailAddress.of("unverified@example.com"), false));
			Answer answer = browser.send(TestBrowser.post("/auth/password/reset", json(Map.of("email", email))));
			assertThat(answer.status()).isEqualTo(202);
			assertThat(answer.body()).isEmpty();
			assertThat(answer.setCookies()).isEmpty();
			assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
			assertThat(browser.core().notices.work()).isEqualTo(1);
		});
	}

	@Test
	void resetTakesAnAddress() {
		with((browser) -> {
			Answer answer = browser.send(TestBrowser.post("/auth/password/reset", json(Map.of("email", "a\u0000b@x"))));
			assertThat(answer.status()).isEqualTo(400);
			assertThat(browser.send(TestBrowser.post("/auth/password/reset", json(Map.of("email", "ada")))).status())
				.isEqualTo(400);
		});
	}

	@Test
	void confirmSetsThePasswordAndOpensNothing() {
		with((browser) -> {
			Answer login = browser.login();
			Answer answer = confirm(browser, mailed(browser), NEXT);
			assertThat(answer.status()).isEqualTo(204);
			assertThat(answer.body()).isEmpty();
			assertThat(answer.setCookies()).isEmpty();
			assertThat(refresh(browser, login)).isEqualTo(401);
			assertThat(browser.login().status()).isEqualTo(401);
		}, BODY);
	}

	@Test
	void whatIsNotAGoodTokenIsOneAnswer() {
		with((browser) -> {
			String token = mailed(browser);
			Answer random = confirm(browser, "jot_" + "A".repeat(48), "short");
			assertThat(random.status()).isEqualTo(400);
			assertThat(random.code()).isEqualTo("invalid_token");
			for (String wrong : List.of("%", "", token.substring(1), token.substring(0, token.length() - 1),
					token + " ", token.toLowerCase(Locale.ROOT),
					String.valueOf(browser.login().json().get("access_token")))) {
				Answer answer = confirm(browser, wrong, "short");
				assertThat(answer.status()).isEqualTo(400);
				assertThat(masked(answer)).isEqualTo(masked(random));
			}
			assertThat(confirm(browser, token, NEXT).status()).isEqualTo(204);
			assertThat(masked(confirm(browser, token, NEXT))).isEqualTo(masked(random));
			assertThat(browser
				.send(TestBrowser.post("/auth/password/reset/confirm",
						"{\"token\":[\"" + token + "\"],\"new_password\":\"x\"}"))
				.status()).isEqualTo(400);
		});
	}

	@Test
	void refusedPasswordDoesNotUseTheTokenUp() {
		with((browser) -> {
			String token = mailed(browser);
			assertThat(confirm(browser, token, "short").code()).isEqualTo("password_too_short");
			assertThat(confirm(browser, token, TestJwtAuth.PASSWORD).code()).isEqualTo("password_reused");
			assertThat(confirm(browser, token, NEXT).status()).isEqualTo(204);
		});
	}

	@Test
	void mailedTokenOpensNothingElse() { // J-54
		with((browser) -> {
			String token = mailed(browser);
			for (String path : List.of("/auth/check", "/auth/sessions")) {
				assertThat(browser.send(TestBrowser.get(path).header("Authorization", "Bearer " + token)).status())
					.isEqualTo(401);
			}
			assertThat(
					browser
						.send(TestBrowser
							.post("/auth/password/change",
									json(Map.of("current_password", TestJwtAuth.PASSWORD, "new_password", NEXT)))
							.header("Authorization", "Bearer " + token))
						.status())
				.isEqualTo(401);
			assertThat(browser.send(TestBrowser.post("/auth/token/exchange", json(Map.of("exchange_token", token))))
				.status()).isEqualTo(401);
			assertThat(browser.send(TestBrowser.post("/auth/token/refresh", json(Map.of("refresh_token", token))))
				.status()).isEqualTo(401);
			assertThat(browser.send(TestBrowser.post("/auth/token/verify", json(Map.of("token", token)))).status())
				.isEqualTo(401);
			assertThat(confirm(browser, token, NEXT).status()).isEqualTo(204);
		});
	}

	@Test
	void loginIsAnsweredWithTheWayToANewPassword() { // decision 24, L10, L11
		with((browser) -> {
			TestJwtAuth core = browser.core();
			AccountId id = core.lookup.byIdentifier(TestWebHost.EMAIL).orElseThrow().id();
			core.changes.requirePasswordChange(id, true);
			Answer answer = browser.login();
			assertThat(answer.status()).isEqualTo(403);
			assertThat(answer.code()).isEqualTo("password_change_required");
			assertThat(answer.setCookies()).isEmpty();
			String token = String.valueOf(answer.json().get("password_change_token"));
			assertThat(token).startsWith("jot_");
			assertThat(answer.json().get("password_change_url"))
				.isEqualTo("https://app.example.com/auth/pages/reset-password#token=" + token);
			assertThat(confirm(browser, token, NEXT).status()).isEqualTo(204);
			assertThat(browser.login().status()).isEqualTo(401);
		});
	}

	@Test
	void rulesAreTold() {
		with((browser) -> assertThat(browser.send(TestBrowser.get("/auth/password/policy")).json())
			.isEqualTo(Map.of("min_length", 12, "max_length", 128, "require", List.of(), "history", 5,
					"common_passwords_refused", true, "breach_check", false)));
	}

	private static void with(Consumer<TestBrowser> work, String... properties) {
		TestBrowser.host(properties).run((context) -> work.accept(TestBrowser.of(context)));
	}

	private static MockHttpServletRequestBuilder change(Answer login, Map<String, String> body) {
		return TestBrowser.bearer(TestBrowser.post("/auth/password/change", json(body)), login);
	}

	private static Answer confirm(TestBrowser browser, String token, String password) {
		return browser.send(TestBrowser.post("/auth/password/reset/confirm",
				json(Map.of("token", token, "new_password", password))));
	}

	private static String mailed(TestBrowser browser) {
		browser.send(TestBrowser.post("/auth/password/reset", json(Map.of("email", TestWebHost.EMAIL))));
		return browser.core().notices.lastToken(NoticeKind.RESET_PASSWORD).reveal();
	}

	private static int refresh(TestBrowser browser, Answer tokens) {
		return browser
			.send(TestBrowser.post("/auth/token/refresh",
					json(Map.of("refresh_token", tokens.json().get("refresh_token")))))
			.status();
	}

	private static String masked(Answer answer) {
		return answer.body().replaceAll("\"trace_id\":\"[^\"]*\"", "");
	}

	private static String json(Map<String, ?> body) {
		return JsonMapper.shared().writeValueAsString(body);
	}

}
