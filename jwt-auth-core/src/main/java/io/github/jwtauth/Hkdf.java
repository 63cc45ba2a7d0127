package io.github.jwtauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HKDF with SHA-256 (RFC 5869) for outputs of at most one block; the platform has none
 * before Java 25.
 */
final class Hkdf {

	private static final byte[] SALT = "jwt-auth".getBytes(StandardCharsets.UTF_8);

	private Hkdf() {
	}

	static byte[] derive(byte[] secret, String info, int length) {
		byte[] pseudoRandomKey = hmac(SALT, secret);
		byte[] infoBytes = info.getBytes(StandardCharsets.UTF_8);
		byte[] block = Arrays.copyOf(infoBytes, infoBytes.length + 1);
		block[infoBytes.length] = 1;
		return Arrays.copyOf(hmac(pseudoRandomKey, block), length);
	}

	private static byte[] hmac(byte[] key, byte[] message) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			return mac.doFinal(message);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java platform has HmacSHA256", ex);
		}
	}

}
