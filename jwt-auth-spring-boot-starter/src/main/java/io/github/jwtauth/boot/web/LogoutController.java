package io.github.jwtauth.boot.web;

import java.util.Optional;

import io.github.jwtauth.boot.http.AccessTokenReader;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthCookies;
import io.github.jwtauth.boot.http.CookieSettings;
import io.github.jwtauth.boot.http.TransportSettings;
import io.github.jwtauth.login.Logout;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Ends the session on this device, by whatever credential of it the request shows, also
 * an access token that has expired. Nobody is told whether there was one (requirement
 *
 */
@AuthController
final class LogoutController {

	private static final String SCHEME = "Bearer ";

	private final Logout logout;

	private final AccessTokenReader accessTokens;

	private final RefreshTokenTransport transport;

	private final TransportSettings settings;

	private final AuthCookies cookies;

	LogoutController(Logout logout, AccessTokenReader accessTokens, RefreshTokenTransport transport,
			TransportSettings settings, AuthCookies cookies) {
		this.logout = logout;
		this.accessTokens = accessTokens;
		this.transport = transport;
		this.settings = settings;
		this.cookies = cookies;
	}

	@PostMapping("/logout")
	ResponseEntity<Void> logout(HttpServletRequest request, HttpServletResponse response,
			@RequestBody(required = false) @Nullable RefreshRequest body) {
		this.transport.readAll(request, RefreshRequest.tokenOf(body)).forEach(this.logout::byRefreshToken);
		accessToken(request).flatMap(this.accessTokens::readExpired)
			.ifPresent((account) -> this.logout.bySession(account.accountId(), account.sessionId()));
		this.transport.clear(request, response);
		return ResponseEntity.noContent().build();
	}

	/** The header wins over the cookie. */
	private Optional<String> accessToken(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (header != null) {
			boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
			return bearer ? Optional.of(header.substring(SCHEME.length()).strip()) : Optional.empty();
		}
		return this.settings.accessTokenAsCookie() ? this.cookies.readSingle(request, CookieSettings.ACCESS_TOKEN)
				: Optional.empty();
	}

}
