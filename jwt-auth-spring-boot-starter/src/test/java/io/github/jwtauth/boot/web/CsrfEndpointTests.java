package io.github.jwtauth.boot.web;

import io.github.jwtauth.SessionId;
import io.github.jwtauth.boot.http.CsrfTokens;
import io.github.jwtauth.boot.web.TestBrowser.Answer;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CsrfEndpointTests {

	private static final String CSRF_COOKIE = "__Host-csrf_token";

	@Test
	void theTokenIsInTheBodyAndInAReadableCookie() {
		TestBrowser.host().run((context) -> {
			Answer answer = TestBrowser.of(context).send(TestBrowser.get("/auth/csrf"));
			String token = answer.cookie(CSRF_COOKIE).getValue();
			assertThat(answer.json()).hasSize(3)
				.containsEntry("csrf_token", token)
				.containsEntry("header_name", "X-CSRF-Token")
				.containsEntry("csrfToken", token);
			assertThat(answer.setCookies()).singleElement()
				.asString()
				.matches("__Host-csrf_token=[^;]+; Path=/; Secure; SameSite=Strict");
			assertThat(context.getBean(CsrfTokens.class).isValid(token, null)).isTrue();
		});
	}

	@Test
	void itIsBoundToTheSessionOfTheRefreshCookie() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			CsrfTokens tokens = context.getBean(CsrfTokens.class);
			Answer login = browser.login();
			String token = browser.send(TestBrowser.get("/auth/csrf").cookie(login.cookie("__Host-refresh_token")))
				.cookie(CSRF_COOKIE)
				.getValue();
			assertThat(tokens.isValid(token, sessionOf(login))).isTrue();
			assertThat(tokens.isValid(token, sessionOf(browser.login()))).isFalse();
			assertThat(tokens.isValid(token, null)).isFalse();
		});
	}

	@Test
	void aSecondTabGetsTheSameToken() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Cookie first = browser.send(TestBrowser.get("/auth/csrf")).cookie(CSRF_COOKIE);
			assertThat(browser.send(TestBrowser.get("/auth/csrf").cookie(first)).cookie(CSRF_COOKIE).getValue())
				.isEqualTo(first.getValue());
			assertThat(browser.send(TestBrowser.get("/auth/csrf").cookie(new Cookie(CSRF_COOKIE, "tossed")))
				.cookie(CSRF_COOKIE)
				.getValue()).isNotEqualTo("tossed");
		});
	}

	@Test
	void aLoginBringsANewOneWhereItIsRequired() {
		TestBrowser.host("jwtauth.csrf.token=true").run((context) -> {
			Answer login = TestBrowser.of(context).login();
			assertThat(
					context.getBean(CsrfTokens.class).isValid(login.cookie(CSRF_COOKIE).getValue(), sessionOf(login)))
				.isTrue();
		});
	}

	private static SessionId sessionOf(Answer login) {
		return SessionId.parse((String) login.json().get("session_id")).orElseThrow();
	}

}
