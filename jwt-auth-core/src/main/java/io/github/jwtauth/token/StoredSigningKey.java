package io.github.jwtauth.token;

import java.time.Instant;
import java.util.Objects;

/**
 * A signing key as the database keeps it.
 *
 * @param kid RFC 7638 thumbprint of the public key; drawn at random for a secret
 * @param algorithm the only one that the key signs with
 * @param sequence unique and growing
 * @param publicKey X.509 encoding; empty for a secret
 * @param sealedPrivateKey PKCS#8 encoding or the secret, encrypted and bound to the
 * {@code kid}
 * @param createdAt when it was made
 * @param activeFrom when every node starts to sign with it
 */
public record StoredSigningKey(String kid, SigningAlgorithm algorithm, int sequence, byte[] publicKey,
		byte[] sealedPrivateKey, Instant createdAt, Instant activeFrom) {

	public StoredSigningKey {
		Objects.requireNonNull(algorithm, "algorithm");
		publicKey = publicKey.clone();
		sealedPrivateKey = sealedPrivateKey.clone();
	}

	@Override
	public byte[] publicKey() {
		return this.publicKey.clone();
	}

	@Override
	public byte[] sealedPrivateKey() {
		return this.sealedPrivateKey.clone();
	}

	/** Ciphertext stays out of logs as well. */
	@Override
	public String toString() {
		return "StoredSigningKey[kid=" + this.kid + ", algorithm=" + this.algorithm + ", sequence=" + this.sequence
				+ "]";
	}

}
