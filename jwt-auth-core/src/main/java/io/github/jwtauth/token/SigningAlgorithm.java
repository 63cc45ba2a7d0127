package io.github.jwtauth.token;

/**
 * How access tokens are signed, by the names of RFC 7518 section 3.1. A key signs with
 * exactly one of them, which the server decides and never a token (requirement R-54).
 */
public enum SigningAlgorithm {

	/** ECDSA on P-256 with SHA-256. */
	ES256,

	/** RSASSA-PSS with SHA-256 and a salt of 32 octets. */
	PS256,

	/** HMAC with SHA-256: whoever verifies can sign. */
	HS256,

	/** RSASSA-PKCS1-v1_5 with SHA-256, for verifiers that know nothing else. */
	RS256;

	/**
	 * Whether one secret signs and verifies. Such a key is published to nobody.
	 * @return {@code true} for HMAC
	 */
	public boolean isSymmetric() {
		return this == HS256;
	}

	/**
	 * Whether keys of both algorithms may verify side by side. A public key next to a
	 * shared secret is how algorithm confusion begins, so one set of keys is either
	 * asymmetric or symmetric (requirement R-54).
	 * @param other another algorithm
	 * @return whether both are of one kind
	 */
	public boolean mixesWith(SigningAlgorithm other) {
		return isSymmetric() == other.isSymmetric();
	}

}
