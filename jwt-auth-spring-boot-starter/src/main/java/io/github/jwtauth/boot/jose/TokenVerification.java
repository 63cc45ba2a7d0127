package io.github.jwtauth.boot.jose;

/**
 * Everything about a token that does not depend on the time of the look.
 */
@FunctionalInterface
interface TokenVerification {

	/**
	 * Verifies form, signature and claims.
	 * @param token whatever somebody presented
	 * @return the access token that it is
	 * @throws InvalidAccessTokenException when it is none
	 */
	VerifiedToken verify(String token);

	/**
	 * Every time anew.
	 * @param gate form and signature
	 * @param contract claims
	 * @return the whole verification
	 */
	static TokenVerification of(AccessTokenGate gate, AccessTokenContract contract) {
		return (token) -> contract.read(gate.open(token));
	}

}
