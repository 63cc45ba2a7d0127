package io.github.jwtauth.token;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.jwtauth.Secret;

/**
 * Encodes access tokens as their {@code jti} and remembers what they say. Safe for use by
 * many threads.
 */
public final class TestAccessTokens implements AccessTokenEncoder {

	private final Map<String, AccessTokenClaims> issued = new ConcurrentHashMap<>();

	@Override
	public Secret encode(AccessTokenClaims claims) {
		String token = "test." + claims.tokenId();
		this.issued.put(token, claims);
		return Secret.of(token);
	}

	/**
	 * What a token says.
	 * @param token a token of this encoder
	 * @return its claims
	 */
	public AccessTokenClaims claimsOf(AccessToken token) {
		AccessTokenClaims claims = this.issued.get(token.value().reveal());
		if (claims == null) {
			throw new AssertionError("this token was not issued here");
		}
		return claims;
	}

}
