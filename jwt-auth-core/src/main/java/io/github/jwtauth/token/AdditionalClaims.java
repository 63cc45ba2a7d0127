package io.github.jwtauth.token;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The claims that a host adds to an access token. Claims that the library or the JWT
 * standards give a meaning cannot be set: a customizer must not be able to turn one
 * account's token into another's.
 */
public final class AdditionalClaims {

	private static final Set<String> RESERVED = Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti", "client_id",
			"sid", "auth_time", "amr", "amr_times", "acr", "azp", "nonce", "scope", "scp", "cnf", "act", "may_act",
			"roles", "email_verified");

	private final Map<String, Object> claims = new LinkedHashMap<>();

	AdditionalClaims() {
	}

	/**
	 * Adds or replaces a claim.
	 * @param name its name
	 * @param value a string, number, boolean, or a list or map of those
	 * @return this
	 * @throws IllegalArgumentException when the name is reserved
	 */
	public AdditionalClaims put(String name, Object value) {
		if (name.isBlank() || RESERVED.contains(name)) {
			throw new IllegalArgumentException("the claim '" + name + "' is reserved");
		}
		this.claims.put(name, value);
		return this;
	}

	Map<String, Object> asMap() {
		return this.claims;
	}

}
