package io.github.jwtauth.token;

import java.time.Duration;

/**
 * What all access tokens have in common.
 *
 * @param issuer {@code iss}, exactly as verifiers compare it
 * @param audience {@code aud}
 * @param clientId {@code client_id}
 * @param lifetime from {@code iat} to {@code exp}, at most one hour
 */
public record AccessTokenSettings(String issuer, String audience, String clientId, Duration lifetime) {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofHours(1);

	public AccessTokenSettings {
		if (issuer.isBlank() || audience.isBlank() || clientId.isBlank()) {
			throw new IllegalArgumentException("issuer, audience and client id are needed");
		}
		if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("an access token lives 1 second to 1 hour");
		}
	}

}
