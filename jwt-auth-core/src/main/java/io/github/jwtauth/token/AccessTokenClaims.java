package io.github.jwtauth.token;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
 * @param proven {@code amr}, {@code auth_time} and, where some methods are older than
 * that, {@code amr_times}; whole seconds
 * @param roles {@code roles}
 * @param emailVerified {@code email_verified}
 * @param additional claims of the host's customizers
 */
public record AccessTokenClaims(String issuer, String subject, String audience, String clientId, String tokenId,
		String sessionId, Instant issuedAt, Instant expiresAt, ProvenMethods proven, List<String> roles,
		boolean emailVerified, Map<String, Object> additional) {

	public AccessTokenClaims {
		Objects.requireNonNull(proven, "proven");
		roles = List.copyOf(roles);
		additional = Map.copyOf(additional);
	}

	/**
	 * When the latest method was proven.
	 * @return {@code auth_time}
	 */
	public Instant authenticatedAt() {
		return this.proven.authenticatedAt();
	}

	/**
	 * How the owner proved who they are.
	 * @return {@code amr}
	 */
	public List<String> amr() {
		return this.proven.amr();
	}

	/**
	 * When the methods were proven that are older than {@code auth_time}.
	 * @return {@code amr_times} in seconds since the epoch; empty when there is none, and
	 * then the token has no such claim
	 */
	public Map<String, Long> amrTimes() {
		Map<String, Long> times = new LinkedHashMap<>();
		this.proven.earlier().forEach((method, time) -> times.put(method, time.getEpochSecond()));
		return times;
	}

}
