package io.github.jwtauth;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * Where identities, salts and nonces come from. An interface so that tests can count the
 * bytes that were drawn (requirement R-33); production code always uses
 * {@link #secure()}. Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface RandomBytes {

	/**
	 * Draws fresh bytes.
	 * @param length how many, at least one
	 * @return a new array that the caller owns
	 */
	byte[] next(int length);

	/**
	 * Draws a name for a row.
	 * @return 128 random bits; the version bits of RFC 9562 carry no meaning here
	 */
	default UUID nextUuid() {
		ByteBuffer bytes = ByteBuffer.wrap(next(2 * Long.BYTES));
		return new UUID(bytes.getLong(), bytes.getLong());
	}

	/**
	 * The platform's cryptographically strong source.
	 * @return a source backed by {@link SecureRandom}
	 */
	static RandomBytes secure() {
		SecureRandom random = new SecureRandom();
		return (length) -> {
			byte[] bytes = new byte[length];
			random.nextBytes(bytes);
			return bytes;
		};
	}

}
