package io.github.jwtauth.test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.token.AccessTokenSettings;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Somebody who has logged in, and what an access token says of them.
 *
 * @param subject {@code sub}
 * @param sessionId {@code sid}
 * @param roles {@code roles}
 * @param factors {@code amr}
 * @param age how long ago they proved who they are, for {@code auth_time}
 * @param emailVerified {@code email_verified}
 * @param additional what customizers of the host would add; they win
 */
record AuthUser(String subject, String sessionId, List<String> roles, List<String> factors, Duration age,
		boolean emailVerified, Map<String, Object> additional) {

	private static final String TOKEN = "a-token-of-a-test";

	AuthUser {
		AccountId.parse(subject)
			.orElseThrow(
					() -> new IllegalArgumentException("subject is the text of an AccountId, a UUID in lower case"));
		SessionId.parse(sessionId).orElseThrow(() -> new IllegalArgumentException("sessionId is no SessionId"));
		if (age.isNegative()) {
			throw new IllegalArgumentException("authTime is how long ago it was, so it is not negative");
		}
		roles = List.copyOf(roles);
		factors = List.copyOf(factors);
		additional = Map.copyOf(additional);
	}

	/**
	 * The token as the decoder would return it, in the same types.
	 * @param settings issuer, audience, client and lifetime
	 * @param present when the token is issued
	 * @return a token that nobody has signed
	 */
	Jwt token(AccessTokenSettings settings, Instant present) {
		Instant issuedAt = present.truncatedTo(ChronoUnit.SECONDS);
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("iss", settings.issuer());
		claims.put("sub", this.subject);
		claims.put("aud", List.of(settings.audience()));
		claims.put("client_id", settings.clientId());
		claims.put("jti", UUID.randomUUID().toString());
		claims.put("sid", this.sessionId);
		claims.put("iat", issuedAt);
		claims.put("exp", issuedAt.plus(settings.lifetime()));
		claims.put("auth_time", issuedAt.minus(this.age).getEpochSecond());
		claims.put("amr", this.factors);
		claims.put("roles", this.roles);
		claims.put("email_verified", this.emailVerified);
		claims.putAll(this.additional);
		return Jwt.withTokenValue(TOKEN)
			.header("alg", "ES256")
			.header("kid", "test")
			.header("typ", "at+jwt")
			.claims((all) -> all.putAll(claims))
			.build();
	}

	/**
	 * Whether a test runs as such a user.
	 * @param context of the test
	 * @return true for {@link WithAuthUser} only
	 */
	static boolean isIn(SecurityContext context) {
		Authentication authentication = context.getAuthentication();
		return authentication != null && authentication.getPrincipal() instanceof Jwt jwt
				&& jwt.getTokenValue().equals(TOKEN);
	}

}
