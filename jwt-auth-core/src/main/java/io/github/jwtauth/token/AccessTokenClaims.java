package io.github.jwtauth.token;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything that an access token says (RFC 9068 section 2.2 and the HTTP contract).
 *
 * @param issuer {@code iss}
 * @param subject {@code sub}
 * @param audience {@code aud}, a single one
 * @param clientId {@code client_id}
 * @param tokenId {@code jti}
 * @param sessionId {@code sid}
 * @param issuedAt {@code iat}, whole seconds
 * @param expiresAt {@code exp}, whole seconds
 * @param authenticatedAt {@code auth_time}, whole seconds
 * @param amr {@code amr}
 * @param roles {@code roles}
 * @param emailVerified {@code email_verified}
 * @param additional claims of the host's customizers
 */
public record AccessTokenClaims(String issuer, String subject, String audience, String clientId, String tokenId,
		String sessionId, Instant issuedAt, Instant expiresAt, Instant authenticatedAt, List<String> amr,
		List<String> roles, boolean emailVerified, Map<String, Object> additional) {

	public AccessTokenClaims {
		amr = List.copyOf(amr);
		roles = List.copyOf(roles);
		additional = Map.copyOf(additional);
	}

}
