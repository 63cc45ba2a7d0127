package io.github.jwtauth.onetimetoken;

import java.security.MessageDigest;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * What the database knows of a one-time token or of the browser that it is bound to: a
 * keyed hash, so that whoever reads the database holds nothing that opens anything.
 */
public final class TokenHash {

	private static final int BYTES = 32;

	private final byte[] bytes;

	/**
	 * Wraps a stored hash.
	 * @param bytes 32 bytes
	 */
	public TokenHash(byte[] bytes) {
		if (bytes.length != BYTES) {
			throw new IllegalArgumentException("a token hash has " + BYTES + " bytes");
		}
		this.bytes = bytes.clone();
	}

	/**
	 * The form to store.
	 * @return a copy of the 32 bytes
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TokenHash that && MessageDigest.isEqual(this.bytes, that.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	@Override
	public String toString() {
		return "***";
	}

}
