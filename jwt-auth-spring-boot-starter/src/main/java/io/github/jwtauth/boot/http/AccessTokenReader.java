package io.github.jwtauth.boot.http;

import java.util.Optional;

/**
 * Verifies access tokens for the endpoints that take one as data. No code reads a claim
 * of a token that was not verified (requirement R-53).
 */
public interface AccessTokenReader {

	/**
	 * Verifies a token as a protected resource would.
	 * @param compact what somebody presented
	 * @return what it says, or empty
	 */
	Optional<AuthenticatedAccount> read(String compact);

	/**
	 * Verifies a token but for its age and its session: a logout works with a token that
	 * has just expired.
	 * @param compact what somebody presented
	 * @return what it says, or empty
	 */
	Optional<AuthenticatedAccount> readExpired(String compact);

}
