package io.github.jwtauth.token;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * The name of a public key after RFC 7638: SHA-256 over the required members in
 * lexicographic order.
 */
final class Thumbprint {

	private static final int COORDINATE_BYTES = 32;

	private Thumbprint() {
	}

	static String of(PublicKey key) {
		if (key instanceof ECPublicKey ec) {
			return sha256("{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + coordinate(ec.getW().getAffineX())
					+ "\",\"y\":\"" + coordinate(ec.getW().getAffineY()) + "\"}");
		}
		if (key instanceof RSAPublicKey rsa) {
			return sha256("{\"e\":\"" + number(rsa.getPublicExponent()) + "\",\"kty\":\"RSA\",\"n\":\""
					+ number(rsa.getModulus()) + "\"}");
		}
		throw new IllegalArgumentException("no thumbprint of " + key.getAlgorithm());
	}

	/** RFC 7518 section 6.2.1.2: as long as the field, with leading zeros. */
	private static String coordinate(BigInteger value) {
		byte[] fixed = new byte[COORDINATE_BYTES];
		byte[] bytes = value.toByteArray();
		int length = Math.min(bytes.length, COORDINATE_BYTES);
		System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
		return base64(fixed);
	}

	/** RFC 7518 section 2, Base64urlUInt: the fewest octets, without a sign. */
	private static String number(BigInteger value) {
		byte[] bytes = value.toByteArray();
		int sign = (bytes.length > 1 && bytes[0] == 0) ? 1 : 0;
		return base64(Arrays.copyOfRange(bytes, sign, bytes.length));
	}

	private static String sha256(String json) {
		try {
			return base64(MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

	private static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
