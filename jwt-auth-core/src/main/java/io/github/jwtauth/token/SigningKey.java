package io.github.jwtauth.token;

import java.security.KeyPair;
import java.time.Instant;
import java.util.Objects;

/**
 * A key pair that signs access tokens for a while.
 *
 * @param kid RFC 7638 thumbprint of the public key
 * @param sequence 1 for the first key of a database, one more for each successor
 * @param pair the keys
 * @param activeFrom when every node starts to sign with it
 */
public record SigningKey(String kid, int sequence, KeyPair pair, Instant activeFrom) {

	public SigningKey {
		Objects.requireNonNull(kid, "kid");
		Objects.requireNonNull(pair, "pair");
		Objects.requireNonNull(activeFrom, "activeFrom");
	}

	/** The private half stays out of logs. */
	@Override
	public String toString() {
		return "SigningKey[kid=" + this.kid + ", sequence=" + this.sequence + ", activeFrom=" + this.activeFrom + "]";
	}

}
