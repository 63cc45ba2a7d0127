package io.github.jwtauth.boot.jose;

/**
 * Checks signatures of one key. Safe for use by many threads.
 */
@FunctionalInterface
interface KeyVerifier {

	/**
	 * Checks a signature.
	 * @param input what was signed
	 * @param signature whatever somebody presented, in the form of RFC 7518 section 3
	 * @return whether this key has made it
	 */
	boolean verifies(byte[] input, byte[] signature);

}
