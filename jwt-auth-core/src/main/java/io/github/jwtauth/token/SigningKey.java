package io.github.jwtauth.token;

import java.security.Key;
import java.time.Instant;
import java.util.Objects;

/**
 * A key that signs access tokens for a while.
 *
 * @param kid RFC 7638 thumbprint of the public key; drawn at random for a secret
 * @param algorithm the only one that it signs with
 * @param sequence 1 for the first key of a database, one more for each successor
 * @param signing the private key, or the secret of a symmetric algorithm
 * @param verification the public key, or the same secret
 * @param activeFrom when every node starts to sign with it
 */
public record SigningKey(String kid, SigningAlgorithm algorithm, int sequence, Key signing, Key verification,
		Instant activeFrom) {

	public SigningKey {
		Objects.requireNonNull(kid, "kid");
		Objects.requireNonNull(algorithm, "algorithm");
		Objects.requireNonNull(signing, "signing");
		Objects.requireNonNull(verification, "verification");
		Objects.requireNonNull(activeFrom, "activeFrom");
	}

	/** What signs stays out of logs. */
	@Override
	public String toString() {
		return "SigningKey[kid=" + this.kid + ", algorithm=" + this.algorithm + ", sequence=" + this.sequence
				+ ", activeFrom=" + this.activeFrom + "]";
	}

}
