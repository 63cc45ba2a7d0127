package io.github.jwtauth.boot.http;

import java.util.List;

import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.login.TestJwtAuth;
import io.github.jwtauth.session.RefreshTokenCodec;
import io.github.jwtauth.session.TokenPair;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** */
class CsrfTokensTests {

	private static final SessionId SESSION = SessionId.random(RandomBytes.secure());

	private final CsrfTokens tokens = tokens(TestSecrets.keys());

	@Test
	void aTokenIsGoodForItsSessionOnly() {
		String token = this.tokens.issue(SESSION);
		assertThat(this.tokens.isValid(token, SESSION)).isTrue();
		assertThat(this.tokens.isValid(token, SessionId.random(RandomBytes.secure()))).isFalse();
		assertThat(this.tokens.isValid(token, null)).isFalse();
	}

	@Test
	void aTokenOfNobodyIsGoodForNobodyOnly() {
		String token = this.tokens.issue(null);
		assertThat(this.tokens.isValid(token, null)).isTrue();
		assertThat(this.tokens.isValid(token, SESSION)).isFalse();
	}

	@Test
	void notOneCharacterMayChange() {
		String token = this.tokens.issue(SESSION);
		for (int i = 0; i < token.length() - 1; i++) {
			char other = (token.charAt(i) == 'A') ? 'B' : 'A';
			assertThat(this.tokens.isValid(token.substring(0, i) + other + token.substring(i + 1), SESSION)).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
			"!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!" })
	void garbageIsNoToken(String garbage) {
		assertThat(this.tokens.isValid(garbage, SESSION)).isFalse();
	}

	@Test
	void aPreviousSecretIsStillAccepted() { // decision 5
		String old = tokens(SecretKeys.of(TestSecrets.SECOND, List.of())).issue(SESSION);
		assertThat(this.tokens.isValid(old, SESSION)).isFalse();
		assertThat(tokens(SecretKeys.of(TestSecrets.FIRST, List.of(TestSecrets.SECOND))).isValid(old, SESSION))
			.isTrue();
	}

	@Test
	void theSessionIsThatOfAGenuineRefreshCookie() {
		TestJwtAuth core = TestJwtAuth.create();
		core.register("ada@example.com");
		TokenPair login = core.login("ada@example.com");
		String token = login.refreshToken().reveal();
		assertThat(this.tokens.sessionOf(with(token))).contains(login.session().id());
		assertThat(this.tokens.sessionOf(with("jar_forged"))).isEmpty();
		assertThat(this.tokens.sessionOf(with(token, core.login("ada@example.com").refreshToken().reveal()))).isEmpty();
		assertThat(this.tokens.sessionOf(new MockHttpServletRequest())).isEmpty();
	}

	private static MockHttpServletRequest with(String... refreshTokens) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		Cookie[] cookies = new Cookie[refreshTokens.length];
		for (int i = 0; i < cookies.length; i++) {
			cookies[i] = new Cookie("__Host-refresh_token", refreshTokens[i]);
		}
		request.setCookies(cookies);
		return request;
	}

	private static CsrfTokens tokens(SecretKeys keys) {
		return new CsrfTokens(keys, RandomBytes.secure(), new RefreshTokenCodec(keys),
				new AuthCookies(new CookieSettings(true, "Strict", null, "/", null)));
	}

}
