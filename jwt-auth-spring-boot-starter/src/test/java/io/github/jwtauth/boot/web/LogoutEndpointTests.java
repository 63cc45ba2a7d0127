package io.github.jwtauth.boot.web;

import java.time.Duration;

import io.github.jwtauth.boot.web.TestBrowser.Answer;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;

import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/** */
class LogoutEndpointTests {

	private static final String REFRESH_COOKIE = "__Host-refresh_token";

	@Test
	void theCookieEndsItsSessionAndIsClearedAsItWasSet() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Cookie cookie = browser.login().cookie(REFRESH_COOKIE);
			Answer logout = browser.send(logout().cookie(cookie));
			assertThat(logout.status()).isEqualTo(204);
			assertThat(logout.body()).isEmpty();
			assertThat(logout.setCookies()).singleElement()
				.asString()
				.matches("__Host-refresh_token=; Path=/; Max-Age=0; Expires=[^;]+; Secure; HttpOnly; SameSite=Strict");
			assertThat(refresh(browser, cookie).json()).containsEntry("reason", "logged_out");
			assertThat(browser.send(logout().cookie(cookie)).status()).isEqualTo(204);
		});
	}

	@Test
	void aTokenInTheBodyEndsItsSession() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Cookie cookie = browser.login().cookie(REFRESH_COOKIE);
			Answer logout = browser
				.send(TestBrowser.post("/auth/logout", "{\"refresh_token\":\"" + cookie.getValue() + "\"}"));
			assertThat(logout.status()).isEqualTo(204);
			assertThat(logout.setCookies()).isEmpty();
			assertThat(refresh(browser, cookie).status()).isEqualTo(401);
		});
	}

	@Test
	void anExpiredAccessTokenEndsItsSession() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer login = browser.login();
			browser.core().clock.advance(Duration.ofHours(2));
			assertThat(browser.send(TestBrowser.bearer(logout(), login)).status()).isEqualTo(204);
			assertThat(refresh(browser, login.cookie(REFRESH_COOKIE)).status()).isEqualTo(401);
		});
	}

	@Test
	void theAccessCookieEndsItsSessionAndIsClearedAsItWasSet() {
		TestBrowser.host("jwtauth.access-token-as-cookie=true").run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer login = browser.login();
			Answer logout = browser.send(logout().cookie(login.cookie("__Host-access_token")));
			assertThat(logout.setCookies()).singleElement()
				.asString()
				.matches("__Host-access_token=; Path=/; Max-Age=0; Expires=[^;]+; Secure; HttpOnly; SameSite=Lax");
			assertThat(refresh(browser, login.cookie(REFRESH_COOKIE)).status()).isEqualTo(401);
		});
	}

	@Test
	void nobodyLogsOutWithoutAnError() {
		TestBrowser.host().run((context) -> {
			Answer answer = TestBrowser.of(context).send(logout());
			assertThat(answer.status()).isEqualTo(204);
			assertThat(answer.setCookies()).isEmpty();
		});
	}

	@Test
	void unknownCredentialsAreNoError() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			assertThat(browser
				.send(TestBrowser.post("/auth/logout", "{\"refresh_token\":\"jar_forged\"}")
					.header("Authorization", "Bearer garbage")
					.cookie(new Cookie(REFRESH_COOKIE, "jar_other")))
				.status()).isEqualTo(204);
			assertThat(browser.send(logout().header("Authorization", "Basic dGVzdA==")).status()).isEqualTo(204);
		});
	}

	@Test
	void everySessionThatTheRequestShowsEnds() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Cookie first = browser.login().cookie(REFRESH_COOKIE);
			Cookie second = browser.login().cookie(REFRESH_COOKIE);
			browser.send(TestBrowser.post("/auth/logout", "{\"refresh\":\"" + second.getValue() + "\"}").cookie(first));
			assertThat(refresh(browser, first).status()).isEqualTo(401);
			assertThat(refresh(browser, second).status()).isEqualTo(401);
		});
	}

	private static MockHttpServletRequestBuilder logout() {
		return TestBrowser.request("POST", "/auth/logout");
	}

	private static Answer refresh(TestBrowser browser, Cookie cookie) {
		return browser.send(TestBrowser.request("POST", "/auth/token/refresh").cookie(cookie));
	}

}
