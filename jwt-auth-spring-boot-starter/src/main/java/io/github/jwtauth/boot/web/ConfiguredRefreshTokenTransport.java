package io.github.jwtauth.boot.web;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.http.AuthCookies;
import io.github.jwtauth.boot.http.CookieSettings;
import io.github.jwtauth.boot.http.TransportSettings;
import io.github.jwtauth.session.TokenPair;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Cookie and body, as the properties say. A token is accepted from either place whatever
 * the configuration, so that a change of it logs nobody out.
 */
final class ConfiguredRefreshTokenTransport implements RefreshTokenTransport {

	private static final String OVERRIDE_HEADER = "X-Token-Transport";

	private final TransportSettings settings;

	private final AuthCookies cookies;

	private final Clock clock;

	ConfiguredRefreshTokenTransport(TransportSettings settings, AuthCookies cookies, Clock clock) {
		this.settings = settings;
		this.cookies = cookies;
		this.clock = clock;
	}

	@Override
	public Optional<PresentedRefreshToken> read(HttpServletRequest request, @Nullable Secret inBody) {
		List<Secret> all = readAll(request, inBody);
		if (all.size() > 1) {
			throw new AuthException(AuthErrorCode.AMBIGUOUS_CREDENTIALS,
					"The request carries several refresh tokens that differ.");
		}
		TokenChannel channel = fromCookie(request).isEmpty() ? TokenChannel.BODY : TokenChannel.COOKIE;
		return all.stream().findFirst().map((token) -> new PresentedRefreshToken(token, channel));
	}

	@Override
	public List<Secret> readAll(HttpServletRequest request, @Nullable Secret inBody) {
		Set<Secret> all = new LinkedHashSet<>(fromCookie(request));
		if (inBody != null) {
			all.add(inBody);
		}
		return List.copyOf(all);
	}

	@Override
	public TokenChannel channelOfNewSession(HttpServletRequest request) {
		if (!this.settings.refreshTokenAsCookie()) {
			return TokenChannel.BODY;
		}
		// Beside a refresh cookie it is a browser that asks, perhaps for a script that
		// wants to read the token.
		boolean wanted = this.settings.overrideAllowed() && "body".equals(request.getHeader(OVERRIDE_HEADER))
				&& fromCookie(request).isEmpty();
		return wanted ? TokenChannel.BODY : TokenChannel.COOKIE;
	}

	@Override
	public TokensInBody write(TokenPair tokens, TokenChannel channel, HttpServletResponse response) {
		Duration maxAge = tokens.session().rememberMe() ? remaining(tokens) : null;
		Secret accessToken = tokens.accessToken().value();
		Secret refreshToken = tokens.refreshToken();
		if (accessTokenAsCookie(channel)) {
			this.cookies.set(response, CookieSettings.ACCESS_TOKEN, accessToken.reveal(),
					(maxAge != null) ? tokens.accessToken().lifetime() : null);
			accessToken = null;
		}
		if (channel == TokenChannel.COOKIE) {
			this.cookies.set(response, CookieSettings.REFRESH_TOKEN, refreshToken.reveal(), maxAge);
			refreshToken = null;
		}
		return new TokensInBody(accessToken, refreshToken);
	}

	@Override
	public void clear(HttpServletRequest request, HttpServletResponse response) {
		this.cookies.clear(request, response, CookieSettings.REFRESH_TOKEN);
		this.cookies.clear(request, response, CookieSettings.ACCESS_TOKEN);
		this.cookies.clear(request, response, CookieSettings.CSRF_TOKEN);
	}

	/** A session whose refresh token moved to the body moves with both. */
	private boolean accessTokenAsCookie(TokenChannel channel) {
		return this.settings.accessTokenAsCookie()
				&& (channel == TokenChannel.COOKIE || !this.settings.refreshTokenAsCookie());
	}

	private Duration remaining(TokenPair tokens) {
		return Remaining.until(tokens.session().idleExpiresAt(), this.clock);
	}

	private List<Secret> fromCookie(HttpServletRequest request) {
		return this.cookies.read(request, CookieSettings.REFRESH_TOKEN).stream().map(Secret::of).toList();
	}

}
