package io.github.jwtauth;

import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A 256-bit key for one purpose, derived from one configured secret. Immutable and safe
 * for use by many threads.
 */
public final class DerivedKey {

	private static final String HMAC = "HmacSHA256";

	private final int secretId;

	private final SecretKeySpec hmacKey;

	private final SecretKeySpec aesKey;

	DerivedKey(int secretId, byte[] key) {
		this.secretId = secretId;
		this.hmacKey = new SecretKeySpec(key, HMAC);
		this.aesKey = new SecretKeySpec(key, "AES");
	}

	/**
	 * Names the configured secret that this key comes from. Tokens and ciphertexts carry
	 * it, so that the right key is found again after the secret was replaced. It tells
	 * nothing about the secret.
	 * @return four bytes derived from the secret
	 */
	public int secretId() {
		return this.secretId;
	}

	/**
	 * HMAC-SHA-256 over the parts as if they were one array.
	 * @param parts what is to be authenticated; the caller fixes their lengths
	 * @return 32 bytes
	 */
	public byte[] mac(byte[]... parts) {
		try {
			Mac mac = Mac.getInstance(HMAC);
			mac.init(this.hmacKey);
			for (byte[] part : parts) {
				mac.update(part);
			}
			return mac.doFinal();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java platform has " + HMAC, ex);
		}
	}

	SecretKey aesKey() {
		return this.aesKey;
	}

	@Override
	public String toString() {
		return "DerivedKey[secretId=" + Integer.toHexString(this.secretId) + "]";
	}

}
