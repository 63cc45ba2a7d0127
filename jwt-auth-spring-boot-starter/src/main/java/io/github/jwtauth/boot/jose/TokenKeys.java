package io.github.jwtauth.boot.jose;

/**
 * The keys of access tokens: those that verify, and the one that signs.
 */
interface TokenKeys extends PublishedKeys {

	/**
	 * The key that signs now.
	 * @return ready to sign
	 * @throws IllegalStateException when none of the keys can sign
	 */
	TokenSigner signer();

}
