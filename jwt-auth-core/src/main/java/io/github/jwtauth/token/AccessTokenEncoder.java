package io.github.jwtauth.token;

import io.github.jwtauth.Secret;

/**
 * Turns claims into a signed compact token with the header {@code alg}, {@code kid} and
 * {@code typ: at+jwt}.
 */
@FunctionalInterface
public interface AccessTokenEncoder {

	/**
	 * Signs the claims with the active key.
	 * @param claims what the token says
	 * @return the compact form
	 */
	Secret encode(AccessTokenClaims claims);

}
