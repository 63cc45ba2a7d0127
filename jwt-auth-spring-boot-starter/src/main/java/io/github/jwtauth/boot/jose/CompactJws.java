package io.github.jwtauth.boot.jose;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The three segments of a compact JWS (RFC 7515 section 7.1), in the only spelling that
 * an encoder writes: without padding, white space or leftover bits. Otherwise one token
 * would have many spellings, and whatever remembers tokens could be walked around (J-82,
 * J-83).
 *
 * @param header decoded
 * @param payload decoded
 * @param signature decoded
 * @param signingInput the octets that are signed
 */
record CompactJws(byte[] header, byte[] payload, byte[] signature, byte[] signingInput) {

	/** A cookie holds no more, and the issuer makes nothing longer. */
	private static final int MAX_LENGTH = 4096;

	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	/**
	 * Splits and decodes.
	 * @param token whatever somebody presented
	 * @return the segments
	 * @throws InvalidAccessTokenException when it is anything else
	 */
	static CompactJws parse(String token) {
		if (token.length() > MAX_LENGTH) {
			throw new InvalidAccessTokenException("length");
		}
		int first = token.indexOf('.');
		int second = token.indexOf('.', first + 1);
		if (first < 0 || second < 0) {
			throw new InvalidAccessTokenException("segments");
		}
		// Whatever is not ASCII becomes a question mark, which base64url does not have;
		// a surrogate pair becomes one only, and would move the dots.
		byte[] octets = token.getBytes(StandardCharsets.US_ASCII);
		if (octets.length != token.length()) {
			throw new InvalidAccessTokenException("base64url");
		}
		byte[] header = decode(octets, 0, first);
		byte[] payload = decode(octets, first + 1, second);
		byte[] signature = decode(octets, second + 1, octets.length);
		return new CompactJws(header, payload, signature, Arrays.copyOf(octets, second));
	}

	/** The platform's decoder refuses foreign characters, but not the two cases here. */
	private static byte[] decode(byte[] octets, int begin, int end) {
		if (begin == end || !isCanonicalEnd(octets[end - 1], end - begin)) {
			throw new InvalidAccessTokenException("base64url");
		}
		try {
			return Base64.getUrlDecoder().decode(Arrays.copyOfRange(octets, begin, end));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidAccessTokenException("base64url");
		}
	}

	/**
	 * The last character must not be padding, and its bits beyond the last octet must be
	 * zero.
	 */
	private static boolean isCanonicalEnd(byte character, int length) {
		int last = ALPHABET.indexOf(character);
		int unusedBits = switch (length % 4) {
			case 0 -> 0;
			case 2 -> 0b1111;
			case 3 -> 0b11;
			default -> -1;
		};
		return last >= 0 && unusedBits >= 0 && (last & unusedBits) == 0;
	}

}
