package io.github.jwtauth.boot.http;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Reads, sets and clears the cookies of this library. They are cleared with the
 * attributes they were set with, else a browser keeps them (requirement R-41). Cookies
 * are named by the constants of {@link CookieSettings}.
 */
public final class AuthCookies {

	/** What browsers keep: name and value together (requirement R-80). */
	private static final int MAX_BYTES = 4096;

	private final CookieSettings settings;

	public AuthCookies(CookieSettings settings) {
		this.settings = settings;
	}

	/**
	 * The values of a cookie. Only the exact prefixed name counts; that there is more
	 * than one value is for the caller to refuse, never "first wins" (attack X-23).
	 * @param request the request
	 * @param baseName which cookie
	 * @return the different values that are not empty
	 */
	public List<String> read(HttpServletRequest request, String baseName) {
		return sent(request, baseName).stream().filter((value) -> !value.isEmpty()).distinct().toList();
	}

	/**
	 * The value of a cookie that must be the only one of its name.
	 * @param request the request
	 * @param baseName which cookie
	 * @return the value, or empty when there is none or there are several that differ
	 */
	public Optional<String> readSingle(HttpServletRequest request, String baseName) {
		List<String> values = read(request, baseName);
		return (values.size() == 1) ? Optional.of(values.get(0)) : Optional.empty();
	}

	/**
	 * Sets a cookie.
	 * @param response the answer
	 * @param baseName which cookie
	 * @param value its value
	 * @param maxAge how long the browser keeps it, or {@code null} until it is closed
	 * @throws AuthException with {@link AuthErrorCode#TOKEN_TOO_LARGE} when no browser
	 * would keep it
	 */
	public void set(HttpServletResponse response, String baseName, String value, @Nullable Duration maxAge) {
		if (this.settings.name(baseName).length() + value.length() > MAX_BYTES) {
			throw new AuthException(AuthErrorCode.TOKEN_TOO_LARGE, "The token does not fit into a cookie.");
		}
		add(response, baseName, value, (maxAge != null) ? maxAge : Duration.ofSeconds(-1));
	}

	/**
	 * Clears a cookie, provided that the request carried it.
	 * @param request the request
	 * @param response its answer
	 * @param baseName which cookie
	 */
	public void clear(HttpServletRequest request, HttpServletResponse response, String baseName) {
		if (!sent(request, baseName).isEmpty()) {
			add(response, baseName, "", Duration.ZERO);
		}
	}

	private List<String> sent(HttpServletRequest request, String baseName) {
		Cookie[] cookies = request.getCookies();
		if (cookies == null) {
			return List.of();
		}
		String name = this.settings.name(baseName);
		return Arrays.stream(cookies).filter((cookie) -> cookie.getName().equals(name)).map(Cookie::getValue).toList();
	}

	private void add(HttpServletResponse response, String baseName, String value, Duration maxAge) {
		ResponseCookie cookie = ResponseCookie.from(this.settings.name(baseName), value)
			.path(this.settings.path())
			.domain(this.settings.domain())
			.secure(this.settings.secure())
			.httpOnly(!CookieSettings.CSRF_TOKEN.equals(baseName))
			.sameSite(this.settings.sameSite(baseName))
			.maxAge(maxAge)
			.build();
		response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
	}

}
