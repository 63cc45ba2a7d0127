package io.github.jwtauth.boot.security;

import java.util.Optional;
import java.util.Set;

import io.github.jwtauth.boot.http.AuthCookies;
import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.CookieSettings;
import io.github.jwtauth.boot.http.TransportSettings;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * Whether a request relies on a cookie, or may set or clear one. The credential that was
 * presented decides: a bearer header needs no protection against forgery, because no
 * other site can make a browser send it, and it never exempts a request that also relies
 * on a cookie.
 */
final class CookieReliance {

	private static final Set<String> SAFE_METHODS = Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(),
			HttpMethod.OPTIONS.name(), HttpMethod.TRACE.name());

	private static final Set<AuthEndpoint> COOKIE_MAKERS = Set.of(AuthEndpoint.REGISTER, AuthEndpoint.LOGIN,
			AuthEndpoint.REFRESH, AuthEndpoint.LOGOUT, AuthEndpoint.TOKEN_EXCHANGE, AuthEndpoint.MFA_VERIFY,
			AuthEndpoint.PASSWORD_CHANGE, AuthEndpoint.REAUTHENTICATE, AuthEndpoint.INVITATIONS_ACCEPT);

	private final TransportSettings transport;

	private final AuthCookies cookies;

	CookieReliance(TransportSettings transport, AuthCookies cookies) {
		this.transport = transport;
		this.cookies = cookies;
	}

	/**
	 * Judges a request to an endpoint of ours.
	 * @param request the request
	 * @param endpoint which endpoint
	 * @return whether it must come from this site
	 */
	boolean isOf(HttpServletRequest request, AuthEndpoint endpoint) {
		if (isSafe(request)) {
			return false;
		}
		if (endpoint == AuthEndpoint.EMAIL_VERIFY) {
			// Elsewhere it is no more than the proof in its body.
			return carries(request, CookieSettings.REGISTRATION);
		}
		if (!COOKIE_MAKERS.contains(endpoint)) {
			return endpoint.access() != AuthEndpoint.Access.ANYONE && reliesOnAccessCookie(request);
		}
		boolean usesExchangeCookie = endpoint == AuthEndpoint.TOKEN_EXCHANGE
				&& carries(request, CookieSettings.EXCHANGE);
		return usesExchangeCookie || carries(request, CookieSettings.REFRESH_TOKEN) || reliesOnAccessCookie(request)
				|| (usesCookies() && !hasBearer(request));
	}

	/**
	 * Judges a request to an endpoint of the host.
	 * @param request the request
	 * @return whether it must come from this site
	 */
	boolean isOf(HttpServletRequest request) {
		return !isSafe(request) && reliesOnAccessCookie(request);
	}

	/**
	 * Whether the access cookie is what authenticates a request.
	 * @param request the request
	 * @return whether it is; the header wins
	 */
	boolean reliesOnAccessCookie(HttpServletRequest request) {
		return this.transport.accessTokenAsCookie() && !hasAuthorization(request)
				&& carries(request, CookieSettings.ACCESS_TOKEN);
	}

	/**
	 * The access cookie of a request.
	 * @param request the request
	 * @return its value, or empty when there is none or there are several that differ:
	 * never "first wins" (attack X-23)
	 */
	Optional<String> accessCookie(HttpServletRequest request) {
		return this.cookies.readSingle(request, CookieSettings.ACCESS_TOKEN);
	}

	private boolean usesCookies() {
		return this.transport.refreshTokenAsCookie() || this.transport.accessTokenAsCookie();
	}

	private boolean carries(HttpServletRequest request, String baseName) {
		return !this.cookies.read(request, baseName).isEmpty();
	}

	private static boolean isSafe(HttpServletRequest request) {
		return SAFE_METHODS.contains(request.getMethod());
	}

	private static boolean hasAuthorization(HttpServletRequest request) {
		return request.getHeader(HttpHeaders.AUTHORIZATION) != null;
	}

	private static boolean hasBearer(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		return header != null && header.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length());
	}

}
