package io.github.jwtauth.test;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Locale;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The authenticator app of a test: the codes of RFC 6238 with SHA-1, six digits, a new
 * one every 30 seconds.
 */
public final class TotpCodes {

	private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

	private static final int STEP_SECONDS = 30;

	private static final int SIX_DIGITS = 1_000_000;

	private final byte[] key;

	private final Clock clock;

	/**
	 * Sets the app up.
	 * @param secret the key in Base32, as the application shows it; spaces and padding
	 * are ignored
	 * @param clock the present, {@link TestClock#asClock()} where a test moves it
	 */
	public TotpCodes(String secret, Clock clock) {
		this.key = bytes(secret.toUpperCase(Locale.ROOT).replaceAll("[\\s=]", ""));
		this.clock = clock;
	}

	/**
	 * The code that the app shows. A code is good once: for a second proof, the clock has
	 * to move on by 30 seconds first.
	 * @return six digits
	 */
	public String now() {
		return code(this.clock.instant().getEpochSecond() / STEP_SECONDS);
	}

	/** RFC 4226 section 5.3. */
	private String code(long step) {
		byte[] mac = mac(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
		int offset = mac[mac.length - 1] & 0xf;
		int number = ByteBuffer.wrap(mac).getInt(offset) & Integer.MAX_VALUE;
		return String.format(Locale.ROOT, "%06d", number % SIX_DIGITS);
	}

	private byte[] mac(byte[] message) {
		try {
			Mac mac = Mac.getInstance("HmacSHA1");
			mac.init(new SecretKeySpec(this.key, "HmacSHA1"));
			return mac.doFinal(message);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every JDK has HmacSHA1", ex);
		}
	}

	/** RFC 4648 section 6. */
	private static byte[] bytes(String base32) {
		ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
		int bits = 0;
		int count = 0;
		for (char letter : base32.toCharArray()) {
			int value = BASE32.indexOf(letter);
			if (value < 0) {
				throw new IllegalArgumentException("the secret is not written in Base32");
			}
			bits = (bits << 5 | value) & 0xfff;
			count += 5;
			if (count >= 8) {
				count -= 8;
				bytes.put((byte) (bits >> count));
			}
		}
		return bytes.array();
	}

	@Override
	public String toString() {
		return "TotpCodes[***]";
	}

}
