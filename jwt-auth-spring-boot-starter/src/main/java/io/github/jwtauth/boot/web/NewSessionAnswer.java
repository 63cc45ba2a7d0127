package io.github.jwtauth.boot.web;

import java.time.Clock;

import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.http.AuthCookies;
import io.github.jwtauth.boot.http.CookieSettings;
import io.github.jwtauth.boot.http.CsrfSettings;
import io.github.jwtauth.boot.http.CsrfTokens;
import io.github.jwtauth.session.TokenPair;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

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

	/** For endpoints that no device token comes to but in its cookie. */
	TokenResponse write(TokenPair tokens, HttpServletRequest request, HttpServletResponse response) {
		return write(tokens, this.devices.read(request, null), request, response);
	}

	/** The device shows what it is recognised by, and keeps it where that is good. */
	TokenResponse write(TokenPair tokens, @Nullable Secret device, HttpServletRequest request,
			HttpServletResponse response) {
		TokenChannel channel = this.transport.channelOfNewSession(request);
		return TokenResponse.ofLogin(tokens, handOut(tokens, channel, request, response), this.clock)
			.withDeviceToken(this.devices.write(tokens, device, channel, response));
	}

	/** The device is remembered, by a token that belongs to that. */
	TokenResponse writeRemembered(TokenPair tokens, Secret remembered, HttpServletRequest request,
			HttpServletResponse response) {
		TokenChannel channel = this.transport.channelOfNewSession(request);
		return TokenResponse.ofLogin(tokens, handOut(tokens, channel, request, response), this.clock)
			.withDeviceToken(this.devices.hand(remembered, channel, response));
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
	TokenResponse renewed(TokenPair tokens, @Nullable Secret device, TokenChannel channel, HttpServletRequest request,
			HttpServletResponse response) {
		return TokenResponse.ofRefresh(tokens, handOut(tokens, channel, request, response), this.clock)
			.withDeviceToken(this.devices.write(tokens, this.devices.read(request, device), channel, response));
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
