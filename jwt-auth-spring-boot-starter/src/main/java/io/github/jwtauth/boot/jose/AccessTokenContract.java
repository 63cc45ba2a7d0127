package io.github.jwtauth.boot.jose;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.boot.jose.AccessTokenGate.SignedClaims;
import io.github.jwtauth.token.AccessTokenSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * What an access token must say (RFC 9068 section 2.2 and the HTTP contract), in exactly
 * the types in which it is issued. We are the only issuer, so there is nothing to be
 * lenient about (J-40 to J-61).
 */
final class AccessTokenContract {

	/** Seconds; every time we ever sign is far below. */
	private static final long LATEST = 1L << 40;

	private final AccessTokenSettings settings;

	AccessTokenContract(AccessTokenSettings settings) {
		this.settings = settings;
	}

	/**
	 * Checks the claims.
	 * @param signed what one of our keys has signed
	 * @return the access token that it is
	 * @throws InvalidAccessTokenException when it is something else
	 */
	VerifiedToken read(SignedClaims signed) {
		Map<String, @Nullable Object> claims = signed.claims();
		requireOurs(claims);
		requireTypes(claims);
		Instant issuedAt = time(claims, "iat");
		Instant expiresAt = time(claims, "exp");
		require(expiresAt.isAfter(issuedAt) && !expiresAt.isAfter(issuedAt.plus(this.settings.lifetime())), "lifetime");
		Instant notBefore = claims.containsKey("nbf") ? time(claims, "nbf") : null;
		AccountId accountId = id(AccountId.parse(string(claims, "sub")), "sub");
		SessionId sessionId = id(SessionId.parse(string(claims, "sid")), "sid");
		Jwt jwt = new Jwt(signed.token(), issuedAt, expiresAt, signed.key().header(),
				converted(claims, issuedAt, notBefore, expiresAt));
		return new VerifiedToken(jwt, signed.key(), accountId, sessionId, issuedAt, notBefore, expiresAt);
	}

	private void requireOurs(Map<String, @Nullable Object> claims) {
		require(this.settings.issuer().equals(claims.get("iss")), "iss");
		require(this.settings.audience().equals(claims.get("aud")), "aud");
		require(this.settings.clientId().equals(claims.get("client_id")), "client_id");
	}

	private static void requireTypes(Map<String, @Nullable Object> claims) {
		require(!string(claims, "jti").isEmpty(), "jti");
		require(claims.get("email_verified") instanceof Boolean, "email_verified");
		require(isStrings(claims.get("amr")), "amr");
		require(isStrings(claims.get("roles")), "roles");
		requireAmrTimes(claims.get("amr_times"), claims);
	}

	/**
	 * Only where a method is older than {@code auth_time}; nothing is younger than that.
	 */
	private static void requireAmrTimes(@Nullable Object times, Map<String, @Nullable Object> claims) {
		long authTime = time(claims, "auth_time").getEpochSecond();
		if (!claims.containsKey("amr_times")) {
			return;
		}
		require(times instanceof Map<?, ?> map && !map.isEmpty() && claims.get("amr") instanceof List<?> amr
				&& amr.containsAll(map.keySet()) && map.values().stream().allMatch((time) -> isBefore(time, authTime)),
				"amr_times");
	}

	private static boolean isBefore(@Nullable Object time, long authTime) {
		return time instanceof Long seconds && seconds >= 0 && seconds < authTime;
	}

	/** The Java types of Spring Security's own decoder. */
	private static Map<String, Object> converted(Map<String, @Nullable Object> claims, Instant issuedAt,
			@Nullable Instant notBefore, Instant expiresAt) {
		Map<String, Object> converted = new LinkedHashMap<>(claims.size() * 2);
		claims.forEach((name, value) -> {
			if (value != null) {
				converted.put(name, value);
			}
		});
		converted.computeIfPresent("aud", (name, audience) -> List.of(audience));
		converted.put("iat", issuedAt);
		converted.put("exp", expiresAt);
		if (notBefore != null) {
			converted.put("nbf", notBefore);
		}
		return converted;
	}

	/** Integers only: what one verifier rounds, another one refuses. */
	private static Instant time(Map<String, @Nullable Object> claims, String name) {
		if (claims.get(name) instanceof Long seconds && seconds >= 0 && seconds < LATEST) {
			return Instant.ofEpochSecond(seconds);
		}
		throw new InvalidAccessTokenException(name);
	}

	private static String string(Map<String, @Nullable Object> claims, String name) {
		if (claims.get(name) instanceof String text) {
			return text;
		}
		throw new InvalidAccessTokenException(name);
	}

	private static <T> T id(Optional<T> id, String name) {
		return id.orElseThrow(() -> new InvalidAccessTokenException(name));
	}

	private static boolean isStrings(@Nullable Object value) {
		return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
	}

	private static void require(boolean condition, String name) {
		if (!condition) {
			throw new InvalidAccessTokenException(name);
		}
	}

}
