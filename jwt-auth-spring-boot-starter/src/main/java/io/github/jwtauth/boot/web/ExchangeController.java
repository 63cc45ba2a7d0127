package io.github.jwtauth.boot.web;

import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthCookies;
import io.github.jwtauth.boot.http.CookieSettings;
import io.github.jwtauth.login.ExchangeAttempt;
import io.github.jwtauth.login.ExchangedSession;
import io.github.jwtauth.login.TokenExchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Exchanges the token that a redirect brought for a session, in the browser that has the
 * cookie of that login: a link with somebody else's token logs nobody in (attack X-12).
 */
@AuthController
final class ExchangeController {

	private final TokenExchange exchange;

	private final RefreshTokenTransport transport;

	private final NewSessionAnswer answer;

	private final AuthCookies cookies;

	private final PresentedDevices known;

	ExchangeController(TokenExchange exchange, RefreshTokenTransport transport, NewSessionAnswer answer,
			AuthCookies cookies, PresentedDevices known) {
		this.exchange = exchange;
		this.transport = transport;
		this.answer = answer;
		this.cookies = cookies;
		this.known = known;
	}

	@PostMapping("/token/exchange")
	TokenResponse exchange(HttpServletRequest request, HttpServletResponse response, Device device,
			@RequestBody ExchangeRequest body) {
		Secret browser = this.cookies.readSingle(request, CookieSettings.EXCHANGE).map(Secret::of).orElse(null);
		Secret replaced = this.transport.read(request, null).map(PresentedRefreshToken::token).orElse(null);
		Secret known = this.known.read(request, body.deviceToken());
		ExchangedSession exchanged = this.exchange
			.exchange(new ExchangeAttempt(body.exchangeToken(), browser, device, replaced, known));
		this.cookies.clear(request, response, CookieSettings.EXCHANGE);
		return this.answer.write(exchanged.tokens(), known, request, response).withFirstLogin(exchanged.firstLogin());
	}

	/**
	 * The body of an exchange.
	 *
	 * @param exchangeToken what the redirect brought
	 * @param deviceToken what recognises the device of a client without cookies
	 */
	record ExchangeRequest(Secret exchangeToken, @Nullable Secret deviceToken) {

	}

}
