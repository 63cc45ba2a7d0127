package io.github.jwtauth.boot.http;

import java.time.Duration;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AuthCookiesTests {

	private static final String NAME = "__Host-access_token";

	private final AuthCookies cookies = new AuthCookies(new CookieSettings(true, "Strict", null, "/", null));

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void whatNoBrowserWouldKeepIsNotSent() {
		this.cookies.set(this.response, CookieSettings.ACCESS_TOKEN, "a".repeat(4096 - NAME.length()), null);
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> this.cookies.set(this.response, CookieSettings.ACCESS_TOKEN,
					"a".repeat(4097 - NAME.length()), null))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(AuthErrorCode.TOKEN_TOO_LARGE));
		assertThat(this.response.getHeaders("Set-Cookie")).hasSize(1);
	}

	@Test
	void aCookieIsClearedWithTheAttributesItWasSetWith() {
		this.cookies.set(this.response, CookieSettings.REFRESH_TOKEN, "value", Duration.ofDays(1));
		this.request.setCookies(new Cookie("__Host-refresh_token", "value"));
		this.cookies.clear(this.request, this.response, CookieSettings.REFRESH_TOKEN);
		assertThat(this.response.getHeaders("Set-Cookie"))
			.extracting((header) -> header.replaceAll("=value|(?<=token)=;|Max-Age=\\d+; |Expires=[^;]+; ", ";")
				.replaceAll(";+ ?", "; "))
			.hasSize(2)
			.satisfies((headers) -> assertThat(headers.get(0)).isEqualTo(headers.get(1)));
	}

	@Test
	void aCookieThatWasNotCarriedIsNotCleared() {
		this.request.setCookies(new Cookie("refresh_token", "twin"));
		this.cookies.clear(this.request, this.response, CookieSettings.REFRESH_TOKEN);
		assertThat(this.response.getHeaders("Set-Cookie")).isEmpty();
	}

	@Test
	void emptyAndRepeatedValuesAreNotToldApart() {
		this.request.setCookies(new Cookie(NAME, ""), new Cookie(NAME, "a"), new Cookie(NAME, "a"),
				new Cookie("access_token", "b"));
		assertThat(this.cookies.read(this.request, CookieSettings.ACCESS_TOKEN)).containsExactly("a");
	}

}
