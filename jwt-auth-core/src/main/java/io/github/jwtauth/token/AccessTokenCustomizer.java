package io.github.jwtauth.token;

/**
 * Adds claims to access tokens. All beans of this type are applied in their order, at
 * every login and every refresh, outside of any transaction. Claims can be read by
 * whoever holds the token: no address, no name (requirement R-60).
 */
@FunctionalInterface
public interface AccessTokenCustomizer {

	/**
	 * Adds to the claims of one token.
	 * @param claims where to add
	 * @param grant what the token is made from
	 */
	void customize(AdditionalClaims claims, AccessTokenGrant grant);

}
