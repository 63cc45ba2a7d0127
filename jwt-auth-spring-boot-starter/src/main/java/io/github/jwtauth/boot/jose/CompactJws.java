package io.github.jwtauth.boot.jose;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The three segments of a compact JWS (RFC 7515 section 7.1), in the only spelling that
 * an encoder writes: without padding, white space or leftover bits. Otherwise one token
 * would have many spellings, and whatever remembers tokens could be walked around (J-82,
 * J-83).
 *
 * @param header decoded
 * @param payload decoded
 * @param signature as it was sent
 * @param signingInput the octets that are signed
 */
record CompactJws(byte[] header, byte[] payload, String signature, byte[] signingInput) {

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
		byte[] header = decode(token.substring(0, first));
		byte[] payload = decode(token.substring(first + 1, second));
		String signature = token.substring(second + 1);
		decode(signature);
		return new CompactJws(header, payload, signature,
				token.substring(0, second).getBytes(StandardCharsets.US_ASCII));
	}

	/** The platform's decoder refuses foreign characters, but not the two cases here. */
	private static byte[] decode(String segment) {
		if (segment.isEmpty() || !isCanonicalEnd(segment)) {
			throw new InvalidAccessTokenException("base64url");
		}
		try {
			return Base64.getUrlDecoder().decode(segment);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidAccessTokenException("base64url");
		}
	}

	/**
	 * The last character must not be padding, and its bits beyond the last octet must be
	 * zero.
	 */
	private static boolean isCanonicalEnd(String segment) {
		int last = ALPHABET.indexOf(segment.charAt(segment.length() - 1));
		int unusedBits = switch (segment.length() % 4) {
			case 0 -> 0;
			case 2 -> 0b1111;
			case 3 -> 0b11;
			default -> -1;
		};
		return last >= 0 && unusedBits >= 0 && (last & unusedBits) == 0;
	}

}
