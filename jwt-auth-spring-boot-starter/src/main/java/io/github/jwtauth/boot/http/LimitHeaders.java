package io.github.jwtauth.boot.http;

import java.util.Map;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.protection.RateLimit;
import io.github.jwtauth.protection.RateLimitedException;

/**
 * Which limit was reached, in the words of draft-ietf-httpapi-ratelimit-headers. They
 * stand on refusals only: on other answers they would tell who was counted, and how often
 * (attack X-03).
 */
final class LimitHeaders {

	private LimitHeaders() {
	}

	/**
	 * The headers of a refusal.
	 * @param refusal what was thrown
	 * @param seconds until another try
	 * @return {@code RateLimit} and {@code RateLimit-Policy}
	 */
	static Map<String, String> of(AuthException refusal, long seconds) {
		if (refusal instanceof RateLimitedException limited) {
			RateLimit limit = limited.limit();
			return headers(limit.name(), limit.permits(), limit.period().toSeconds(), seconds);
		}
		// Under a lock one try is granted when the pause is over, however long that is.
		String name = (refusal.code() == AuthErrorCode.TOO_MANY_ATTEMPTS) ? "login-failures" : "requests";
		return headers(name, 1, seconds, seconds);
	}

	private static Map<String, String> headers(String name, int quota, long window, long seconds) {
		String quoted = '"' + name.replaceAll("[^A-Za-z0-9._-]", "-") + '"';
		return Map.of("RateLimit-Policy", quoted + ";q=" + quota + ";w=" + window, "RateLimit",
				quoted + ";r=0;t=" + seconds);
	}

}
