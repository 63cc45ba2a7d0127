package io.github.jwtauth.boot.jose;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The order of the group of P-256. R and S of a signature lie between zero and it, both
 * exclusive; platforms have forgotten to check (CVE-2022-21449), so this is asked first,
 * whatever computes (J-80).
 */
final class P256Order {

	private static final int OCTETS = 32;

	private static final byte[] ORDER = HexFormat.of()
		.parseHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

	private static final byte[] ZERO = new byte[OCTETS];

	private P256Order() {
	}

	/**
	 * Checks a signature's numbers.
	 * @param signature R and S, each in 32 octets (RFC 7518 section 3.4)
	 * @return whether it has this form and both numbers are in range
	 */
	static boolean holds(byte[] signature) {
		return signature.length == 2 * OCTETS && isInRange(signature, 0) && isInRange(signature, OCTETS);
	}

	private static boolean isInRange(byte[] octets, int from) {
		int to = from + OCTETS;
		return Arrays.compareUnsigned(octets, from, to, ZERO, 0, OCTETS) > 0
				&& Arrays.compareUnsigned(octets, from, to, ORDER, 0, OCTETS) < 0;
	}

}
