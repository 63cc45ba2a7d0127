package io.github.jwtauth.mfa;

/**
 * RFC 4648 section 6 without padding: what people can type and apps can read.
 */
final class Base32 {

	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

	private static final int BITS = 5;

	private Base32() {
	}

	/** The number of bits must be divisible by five: every character is full. */
	static String encode(byte[] bytes) {
		if (bytes.length * Byte.SIZE % BITS != 0) {
			throw new IllegalArgumentException("the last character would not be full");
		}
		StringBuilder text = new StringBuilder(bytes.length * Byte.SIZE / BITS);
		int buffer = 0;
		int bits = 0;
		for (byte next : bytes) {
			buffer = ((buffer << Byte.SIZE) | (next & 0xff)) & 0xfff;
			bits += Byte.SIZE;
			while (bits >= BITS) {
				bits -= BITS;
				text.append(ALPHABET.charAt((buffer >> bits) & 0x1f));
			}
		}
		return text.toString();
	}

}
