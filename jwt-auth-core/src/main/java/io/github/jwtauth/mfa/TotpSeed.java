package io.github.jwtauth.mfa;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;

/**
 * What an authenticator app and we share, and the codes that follow from it (RFC 6238
 * with SHA-1, six digits, thirty seconds: what every app can do). 160 bits (requirement
 * Immutable; never prints.
 */
public final class TotpSeed {

	/** Seconds that a code is shown for. */
	public static final int STEP_SECONDS = 30;

	/** Digits of a code. */
	public static final int DIGITS = 6;

	private static final int BYTES = 20;

	private static final int MODULUS = 1_000_000;

	private final byte[] bytes;

	private TotpSeed(byte[] bytes) {
		if (bytes.length != BYTES) {
			throw new IllegalArgumentException("a seed has " + BYTES + " bytes");
		}
		this.bytes = bytes.clone();
	}

	/**
	 * Draws a seed.
	 * @param random where the bits come from
	 * @return another one each time
	 */
	public static TotpSeed random(RandomBytes random) {
		return new TotpSeed(random.next(BYTES));
	}

	static TotpSeed of(byte[] bytes) {
		return new TotpSeed(bytes);
	}

	byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * What somebody types into an app that has no camera.
	 * @return 32 characters of base32
	 */
	public Secret base32() {
		return Secret.of(Base32.encode(this.bytes));
	}

	/**
	 * The code of a step.
	 * @param step seconds since 1970 divided by {@link #STEP_SECONDS}
	 * @return six digits
	 */
	Secret codeAt(long step) {
		byte[] mac = mac(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
		int offset = mac[mac.length - 1] & 0xf;
		int number = ByteBuffer.wrap(mac, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
		String digits = Integer.toString(number % MODULUS);
		return Secret.of("0".repeat(DIGITS - digits.length()) + digits);
	}

	private byte[] mac(byte[] message) {
		try {
			Mac mac = Mac.getInstance("HmacSHA1");
			mac.init(new SecretKeySpec(this.bytes, "HmacSHA1"));
			return mac.doFinal(message);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java platform has HmacSHA1", ex);
		}
	}

	@Override
	public String toString() {
		return "***";
	}

}
