package io.github.jwtauth.session;

import java.security.MessageDigest;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * What the database knows of a session's salt. Compares in constant time.
 */
public final class SaltHash {

	private final byte[] bytes;

	/**
	 * Wraps a stored hash.
	 * @param bytes 32 bytes
	 */
	public SaltHash(byte[] bytes) {
		if (bytes.length != 32) {
			throw new IllegalArgumentException("a salt hash has 32 bytes");
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
		return other instanceof SaltHash that && MessageDigest.isEqual(this.bytes, that.bytes);
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
