package io.github.jwtauth.flow;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Locale;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An authenticator app, made from the two RFCs (4226 section 5.3, 6238) and from what an
 * owner types: it shares no line with the library.
 */
final class TestAuthenticator {

	private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

	private final byte[] key;

	private final Clock clock;

	TestAuthenticator(String secret, Clock clock) {
		this.key = key(secret);
		this.clock = clock;
	}

	/** What the typed secret stands for (RFC 4648 section 6). */
	static byte[] key(String secret) {
		BigInteger number = BigInteger.ZERO;
		for (char character : secret.toCharArray()) {
			number = number.shiftLeft(5).or(BigInteger.valueOf(BASE32.indexOf(character)));
		}
		int length = secret.length() * 5 / 8;
		byte[] bytes = number.toByteArray();
		byte[] key = new byte[length];
		for (int i = 1; i <= Math.min(length, bytes.length); i++) {
			key[length - i] = bytes[bytes.length - i];
		}
		return key;
	}

	/** What it shows now. */
	String code() {
		return codeIn(0);
	}

	/** What it shows some steps of thirty seconds later. */
	String codeIn(int steps) {
		try {
			Mac mac = Mac.getInstance("HmacSHA1");
			mac.init(new SecretKeySpec(this.key, "RAW"));
			long counter = this.clock.instant().getEpochSecond() / 30 + steps;
			byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(counter).array());
			int offset = hash[19] & 15;
			long truncated = ((hash[offset] & 127L) << 24) | ((hash[offset + 1] & 255L) << 16)
					| ((hash[offset + 2] & 255L) << 8) | (hash[offset + 3] & 255L);
			return String.format(Locale.ROOT, "%06d", truncated % 1_000_000);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What it does not show, now or a step ago. */
	String wrongCode() {
		for (int candidate = 0;; candidate++) {
			String code = String.format(Locale.ROOT, "%06d", candidate);
			if (!code.equals(codeIn(0)) && !code.equals(codeIn(-1))) {
				return code;
			}
		}
	}

}
