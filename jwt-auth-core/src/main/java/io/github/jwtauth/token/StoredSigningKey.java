package io.github.jwtauth.token;

import java.time.Instant;

/**
 * A signing key as the database keeps it.
 *
 * @param kid RFC 7638 thumbprint
 * @param sequence unique and consecutive
 * @param publicKey X.509 encoding
 * @param sealedPrivateKey PKCS#8 encoding, encrypted and bound to the {@code kid}
 * @param createdAt when it was made
 * @param activeFrom when every node starts to sign with it
 */
public record StoredSigningKey(String kid, int sequence, byte[] publicKey, byte[] sealedPrivateKey, Instant createdAt,
		Instant activeFrom) {

	public StoredSigningKey {
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
		return "StoredSigningKey[kid=" + this.kid + ", sequence=" + this.sequence + "]";
	}

}
