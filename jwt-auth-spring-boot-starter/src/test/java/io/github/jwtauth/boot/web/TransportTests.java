package io.github.jwtauth.boot.web;

import io.github.jwtauth.boot.web.TestBrowser.Answer;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The four combinations of token transport, and the override. */
class TransportTests {

	@ParameterizedTest
	@CsvSource({ "true,true", "true,false", "false,true", "false,false" })
	void everyTokenIsInOnePlaceOnly(boolean refreshAsCookie, boolean accessAsCookie) {
		TestBrowser
			.host("jwtauth.refresh-token-as-cookie=" + refreshAsCookie,
					"jwtauth.access-token-as-cookie=" + accessAsCookie)
			.run((context) -> {
				TestBrowser browser = TestBrowser.of(context);
				Answer login = browser.login();
				assertPlaces(login, refreshAsCookie, accessAsCookie);
				Answer refresh = refreshAsCookie
						? browser.send(TestBrowser.request("POST", "/auth/token/refresh")
							.cookie(login.cookie("__Host-refresh_token")))
						: browser.send(TestBrowser.post("/auth/token/refresh",
								"{\"refresh\":\"" + login.json().get("refresh_token") + "\"}"));
				assertThat(refresh.status()).isEqualTo(200);
				assertPlaces(refresh, refreshAsCookie, accessAsCookie);
			});
	}

	@Test
	void theAccessCookieIsLax() {
		TestBrowser.host("jwtauth.access-token-as-cookie=true")
			.run((context) -> assertThat(TestBrowser.of(context).login().setCookies())
				.anySatisfy((header) -> assertThat(header)
					.matches("__Host-access_token=[^;]+; Path=/; Secure; HttpOnly; SameSite=Lax")));
	}

	@Test
	void withoutTlsTheNameHasNoPrefix() {
		TestBrowser.host("jwtauth.cookie.secure=false")
			.run((context) -> assertThat(TestBrowser.of(context).login().setCookies()).first()
				.asString()
				.matches("refresh_token=[^;]+; Path=/; HttpOnly; SameSite=Strict"));
	}

	@Test
	void withADomainOrAPathThePrefixIsSecure() {
		TestBrowser.host("jwtauth.cookie.domain=example.com", "jwtauth.cookie.path=/auth")
			.run((context) -> assertThat(TestBrowser.of(context).login().setCookies()).first()
				.asString()
				.matches("__Secure-refresh_token=[^;]+; Path=/auth; Domain=example.com; Secure; HttpOnly;"
						+ " SameSite=Strict"));
	}

	@Test
	void anAllowedOverrideMovesBothTokensIntoTheBody() {
		TestBrowser.host("jwtauth.transport-override=true", "jwtauth.access-token-as-cookie=true").run((context) -> {
			Answer login = TestBrowser.of(context)
				.send(TestBrowser.post("/auth/login", TestBrowser.LOGIN).header("X-Token-Transport", "body"));
			assertThat(login.setCookies()).isEmpty();
			assertThat(login.json()).containsKeys("access_token", "refresh_token");
		});
	}

	@Test
	void anOverrideThatIsNotAllowedIsIgnored() {
		TestBrowser.host().run((context) -> {
			Answer login = TestBrowser.of(context)
				.send(TestBrowser.post("/auth/login", TestBrowser.LOGIN).header("X-Token-Transport", "body"));
			assertThat(login.json()).doesNotContainKey("refresh_token");
		});
	}

	@Test
	void anOverrideBesideARefreshCookieIsIgnored() {
		TestBrowser.host("jwtauth.transport-override=true").run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Cookie cookie = browser.login().cookie("__Host-refresh_token");
			Answer login = browser.send(TestBrowser.post("/auth/login", TestBrowser.LOGIN)
				.header("X-Token-Transport", "body")
				.cookie(cookie));
			assertThat(login.json()).doesNotContainKey("refresh_token");
			assertThat(login.setCookies()).hasSize(2);
		});
	}

	@Test
	void anOverrideNeverTurnsARefreshCookieIntoAReadableToken() {
		TestBrowser.host("jwtauth.transport-override=true").run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Cookie cookie = browser.login().cookie("__Host-refresh_token");
			Answer refresh = browser.send(TestBrowser.request("POST", "/auth/token/refresh")
				.header("X-Token-Transport", "body")
				.cookie(cookie));
			assertThat(refresh.json()).doesNotContainKey("refresh_token");
		});
	}

	@Test
	void aCookieFromAnEarlierConfigurationIsClearedByTheNextLogin() {
		TestBrowser.host("jwtauth.refresh-token-as-cookie=false").run((context) -> {
			Answer login = TestBrowser.of(context)
				.send(TestBrowser.post("/auth/login", TestBrowser.LOGIN)
					.cookie(new Cookie("__Host-refresh_token", "jar_left_over")));
			assertThat(login.setCookies()).singleElement().asString().startsWith("__Host-refresh_token=; ");
			assertThat(login.json()).containsKey("refresh_token");
		});
	}

	private static void assertPlaces(Answer answer, boolean refreshAsCookie, boolean accessAsCookie) {
		assertThat(answer.json().containsKey("refresh_token")).isNotEqualTo(refreshAsCookie);
		assertThat(answer.json().containsKey("access_token")).isNotEqualTo(accessAsCookie);
		assertThat(answer.setCookies().stream().anyMatch((header) -> header.startsWith("__Host-refresh_token=")))
			.isEqualTo(refreshAsCookie);
		assertThat(answer.setCookies().stream().anyMatch((header) -> header.startsWith("__Host-access_token=")))
			.isEqualTo(accessAsCookie);
		assertThat(answer.json()).containsKeys("expires_in", "refresh_expires_in", "session_id");
	}

}
