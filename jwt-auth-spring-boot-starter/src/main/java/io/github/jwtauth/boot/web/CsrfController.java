package io.github.jwtauth.boot.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthCookies;
import io.github.jwtauth.boot.http.CookieSettings;
import io.github.jwtauth.boot.http.CsrfTokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.GetMapping;

/**
 * Hands out the token of the signed double submit: in the body for the header, in a
 * readable cookie for the comparison. A token that is still good is given again, so that
 * a second tab does not void that of the first.
 */
@AuthController
final class CsrfController {

	private final CsrfTokens tokens;

	private final AuthCookies cookies;

	CsrfController(CsrfTokens tokens, AuthCookies cookies) {
		this.tokens = tokens;
		this.cookies = cookies;
	}

	/**
	 * A link on another site leads here without the refresh cookie: that visit must not
	 * replace the token of the session.
	 */
	@GetMapping("/csrf")
	CsrfResponse csrf(HttpServletRequest request, HttpServletResponse response) {
		String token = token(request);
		if (!"navigate".equals(request.getHeader("Sec-Fetch-Mode"))) {
			this.cookies.set(response, CookieSettings.CSRF_TOKEN, token, null);
		}
		return new CsrfResponse(token, CsrfTokens.HEADER, token);
	}

	private String token(HttpServletRequest request) {
		SessionId session = this.tokens.sessionOf(request).orElse(null);
		return this.cookies.readSingle(request, CookieSettings.CSRF_TOKEN)
			.filter((present) -> this.tokens.isValid(present, session))
			.orElseGet(() -> this.tokens.issue(session));
	}

	/**
	 * The token, also under the name that clients of older systems read.
	 *
	 * @param token the token
	 * @param headerName the header it belongs into
	 * @param tokenAgain the token under its older name
	 */
	record CsrfResponse(@JsonProperty("csrf_token") String token, String headerName,
			@JsonProperty("csrfToken") String tokenAgain) {

		/** The token stays out of logs. */
		@Override
		public String toString() {
			return "CsrfResponse[***]";
		}

	}

}
