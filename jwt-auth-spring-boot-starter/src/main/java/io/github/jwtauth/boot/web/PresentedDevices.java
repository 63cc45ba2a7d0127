package io.github.jwtauth.boot.web;

import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.http.AuthCookies;
import io.github.jwtauth.boot.http.CookieSettings;
import io.github.jwtauth.login.DeviceTokens;
import io.github.jwtauth.session.TokenPair;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * How what recognises a device travels: as the refresh token does, but it stays when that
 * goes. A browser has one, of whoever logged in there last.
 */
final class PresentedDevices {

	private final DeviceTokens tokens;

	private final AuthCookies cookies;

	PresentedDevices(DeviceTokens tokens, AuthCookies cookies) {
		this.tokens = tokens;
		this.cookies = cookies;
	}

	/** What a request shows; nothing when that is not clear, for it opens nothing. */
	@Nullable Secret read(HttpServletRequest request, @Nullable Secret inBody) {
		return (inBody != null) ? inBody
				: this.cookies.readSingle(request, CookieSettings.DEVICE).map(Secret::of).orElse(null);
	}

	/**
	 * Hands one out, and says what is left for the body. One that recognises the owner
	 * here stays: it may be what a remembered device is found by.
	 */
	@Nullable Secret write(TokenPair tokens, @Nullable Secret presented, TokenChannel channel, HttpServletResponse response) {
		return hand(this.tokens.keep(presented, tokens.account().subject()), channel, response);
	}

	/** The same with one that exists already. */
	@Nullable Secret hand(Secret token, TokenChannel channel, HttpServletResponse response) {
		if (channel == TokenChannel.BODY) {
			return token;
		}
		this.cookies.set(response, CookieSettings.DEVICE, token.reveal(), DeviceTokens.LIFETIME);
		return null;
	}

	/** Whose account is gone has no devices. */
	void clear(HttpServletRequest request, HttpServletResponse response) {
		this.cookies.clear(request, response, CookieSettings.DEVICE);
	}

}
