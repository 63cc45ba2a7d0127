package io.github.jwtauth.boot.web;

import java.time.Duration;
import java.util.Map;

import io.github.jwtauth.boot.web.TestBrowser.Answer;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RefreshEndpointTests {

	private static final String REFRESH_COOKIE = "__Host-refresh_token";

	private static final String PATH = "/auth/token/refresh";

	@Test
	void aTokenFromACookieIsAnsweredByCookie() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer login = browser.login();
			Answer refresh = browser.send(TestBrowser.request("POST", PATH).cookie(login.cookie(REFRESH_COOKIE)));
			assertThat(refresh.status()).isEqualTo(200);
			assertThat(refresh.json().keySet()).containsExactly("access_token", "token_type", "expires_in",
					"refresh_expires_in", "session_id");
			assertThat(refresh.json()).containsEntry("session_id", login.json().get("session_id"));
			assertThat(refresh.cookie(REFRESH_COOKIE).getValue()).isNotEqualTo(login.cookie(REFRESH_COOKIE).getValue());
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "refresh_token", "refresh" })
	void aTokenFromTheBodyIsAnsweredInTheBodyWhateverTheConfiguration(String name) {
		TestBrowser.host("jwtauth.access-token-as-cookie=true").run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			String token = browser.login().cookie(REFRESH_COOKIE).getValue();
			Answer refresh = browser.send(TestBrowser.post(PATH, body(name, token)));
			assertThat(refresh.status()).isEqualTo(200);
			assertThat(refresh.setCookies()).isEmpty();
			assertThat(refresh.json()).containsKeys("access_token", "refresh_token");
		});
	}

	@Test
	void rememberMeKeepsTheCookieOverRefreshes() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			String json = TestBrowser.LOGIN.replace("}", ",\"remember_me\":true}");
			Cookie cookie = browser.send(TestBrowser.post("/auth/login", json)).cookie(REFRESH_COOKIE);
			assertThat(browser.send(TestBrowser.request("POST", PATH).cookie(cookie)).setCookies()).singleElement()
				.asString()
				.contains("; Max-Age=1209600; ");
		});
	}

	@Test
	void differentTokensInCookieAndBodyAreAmbiguousAndNeitherIsConsumed() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Cookie first = browser.login().cookie(REFRESH_COOKIE);
			Cookie second = browser.login().cookie(REFRESH_COOKIE);
			Answer refused = browser
				.send(TestBrowser.post(PATH, body("refresh_token", second.getValue())).cookie(first));
			assertThat(refused.status()).isEqualTo(400);
			assertThat(refused.code()).isEqualTo("ambiguous_credentials");
			assertThat(refused.setCookies()).isEmpty();
			browser.core().clock.advance(Duration.ofMinutes(5));
			assertThat(browser.send(TestBrowser.request("POST", PATH).cookie(first)).status()).isEqualTo(200);
			assertThat(browser.send(TestBrowser.request("POST", PATH).cookie(second)).status()).isEqualTo(200);
		});
	}

	@Test
	void theSameTokenInBothPlacesIsOne() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Cookie cookie = browser.login().cookie(REFRESH_COOKIE);
			Answer answer = browser
				.send(TestBrowser.post(PATH, body("refresh_token", cookie.getValue())).cookie(cookie));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json()).doesNotContainKey("refresh_token");
		});
	}

	@Test
	void twoCookiesOfOneNameAreRefused() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Cookie first = browser.login().cookie(REFRESH_COOKIE);
			Cookie second = browser.login().cookie(REFRESH_COOKIE);
			Answer answer = browser.send(TestBrowser.request("POST", PATH).cookie(first, second));
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.code()).isEqualTo("ambiguous_credentials");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "refresh_token", "__Secure-refresh_token", "__host-refresh_token" })
	void aCookieOfAnotherNameIsNotRead(String name) {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			String token = browser.login().cookie(REFRESH_COOKIE).getValue();
			assertThat(browser.send(TestBrowser.request("POST", PATH).cookie(new Cookie(name, token))).code())
				.isEqualTo("invalid_refresh_token");
		});
	}

	@Test
	void nothingPresentedIsNoRefreshToken() {
		TestBrowser.host().run((context) -> {
			Answer answer = TestBrowser.of(context).send(TestBrowser.request("POST", PATH));
			assertThat(answer.status()).isEqualTo(401);
			assertThat(answer.code()).isEqualTo("invalid_refresh_token");
			assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
		});
	}

	@Test
	void aReplayEndsTheSessionAndClearsNoCookie() { // decision 3
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Cookie stolen = browser.login().cookie(REFRESH_COOKIE);
			Cookie current = browser.send(TestBrowser.request("POST", PATH).cookie(stolen)).cookie(REFRESH_COOKIE);
			browser.core().clock.advance(Duration.ofMinutes(5));
			Answer replay = browser.send(TestBrowser.request("POST", PATH).cookie(stolen));
			assertThat(replay.status()).isEqualTo(401);
			assertThat(replay.json()).containsEntry("code", "session_ended")
				.containsEntry("reason", "refresh_token_reuse");
			assertThat(replay.setCookies()).isEmpty();
			assertThat(browser.send(TestBrowser.request("POST", PATH).cookie(current)).status()).isEqualTo(401);
		});
	}

	@Test
	void aBrokenAuthorizationHeaderIsIgnored() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Cookie cookie = browser.login().cookie(REFRESH_COOKIE);
			assertThat(browser
				.send(TestBrowser.request("POST", PATH).cookie(cookie).header("Authorization", "Bearer stale"))
				.status()).isEqualTo(200);
		});
	}

	@Test
	void twoNamesOfTheTokenTogetherAreRefused() {
		TestBrowser.host().run((context) -> {
			Answer answer = TestBrowser.of(context)
				.send(TestBrowser.post(PATH, "{\"refresh_token\":\"a\",\"refresh\":\"a\"}"));
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.json().get("errors")).asString().contains("field=refresh, code=ambiguous");
		});
	}

	@Test
	void aVerifiedAccessTokenIsActive() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer login = browser.login();
			Object token = login.json().get("access_token");
			Answer verified = browser.send(TestBrowser.post("/auth/token/verify", body("token", token)));
			assertThat(verified.status()).isEqualTo(200);
			assertThat(verified.json().keySet()).containsExactly("active", "sub", "exp");
			assertThat(verified.json()).containsEntry("active", true)
				.containsEntry("sub", ((Map<?, ?>) login.json().get("user")).get("id"))
				.containsEntry("exp", (int) browser.core().clock.instant().plusSeconds(900).getEpochSecond());
			browser.core().clock.advance(Duration.ofMinutes(16));
			Answer late = browser.send(TestBrowser.post("/auth/token/verify", body("token", token)));
			assertThat(late.status()).isEqualTo(401);
			assertThat(late.code()).isEqualTo("invalid_token");
		});
	}

	private static String body(String name, Object value) {
		return "{\"" + name + "\":\"" + value + "\"}";
	}

}
