package io.github.jwtauth.boot.jose;

/**
 * Makes signatures with one key. Safe for use by many threads.
 */
@FunctionalInterface
interface KeySigner {

	/**
	 * Signs.
	 * @param input what to sign
	 * @return the signature in the form of RFC 7518 section 3
	 */
	byte[] sign(byte[] input);

}
