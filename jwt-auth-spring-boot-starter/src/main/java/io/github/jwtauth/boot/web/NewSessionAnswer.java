package io.github.jwtauth.boot.web;

import java.time.Clock;

import io.github.jwtauth.boot.http.AuthCookies;
import io.github.jwtauth.boot.http.CookieSettings;
import io.github.jwtauth.boot.http.CsrfSettings;
import io.github.jwtauth.boot.http.CsrfTokens;
import io.github.jwtauth.session.TokenPair;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Answers whatever opened a session: tokens, user, cookies; and whatever renewed one.
 */
final class NewSessionAnswer {

	private final RefreshTokenTransport transport;

	private final AuthCookies cookies;

	private final CsrfSettings csrf;

	private final CsrfTokens csrfTokens;

	private final PresentedDevices devices;

	private final Clock clock;

	NewSessionAnswer(RefreshTokenTransport transport, AuthCookies cookies, CsrfSettings csrf, CsrfTokens csrfTokens,
			PresentedDevices devices, Clock clock) {
		this.transport = transport;
		this.cookies = cookies;
		this.csrf = csrf;
		this.csrfTokens = csrfTokens;
		this.devices = devices;
		this.clock = clock;
	}

	TokenResponse write(TokenPair tokens, HttpServletRequest request, HttpServletResponse response) {
		TokenChannel channel = this.transport.channelOfNewSession(request);
		return TokenResponse.ofLogin(tokens, handOut(tokens, channel, request, response), this.clock)
			.withDeviceToken(this.devices.write(tokens, channel, response));
	}

	/**
	 * How a session that goes on gets its new tokens: the way the refresh token came,
	 * else as for a new session. To be asked before anything changes: two cookies that
	 * differ change nothing.
	 */
	TokenChannel channelOfRenewal(HttpServletRequest request) {
		return this.transport.read(request, null)
			.map(PresentedRefreshToken::channel)
			.orElseGet(() -> this.transport.channelOfNewSession(request));
	}

	/**
	 * Answers what continues a session after a proof of who is calling. The device is
	 * known under the present credentials from now on.
	 */
	TokenResponse renewed(TokenPair tokens, TokenChannel channel, HttpServletRequest request,
			HttpServletResponse response) {
		return TokenResponse.ofRefresh(tokens, handOut(tokens, channel, request, response), this.clock)
			.withDeviceToken(this.devices.write(tokens, channel, response));
	}

	private TokensInBody handOut(TokenPair tokens, TokenChannel channel, HttpServletRequest request,
			HttpServletResponse response) {
		TokensInBody inBody = this.transport.write(tokens, channel, response);
		if (channel == TokenChannel.BODY) {
			// The session of a cookie from another configuration has just ended; beside
			// the new token it would make every refresh ambiguous.
			this.cookies.clear(request, response, CookieSettings.REFRESH_TOKEN);
		}
		else if (this.csrf.tokenRequired()) {
			// The old one was bound to another session, or to none (attack X-25).
			this.cookies.set(response, CookieSettings.CSRF_TOKEN, this.csrfTokens.issue(tokens.session().id()), null);
		}
		return inBody;
	}

}
