package io.github.jwtauth;

import java.security.MessageDigest;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * 256 bits that the database keeps in place of what must not stand there. Compared in
 * constant time, and never printed (requirements ). Immutable. Each kind of
 * hash is a record of its own around one, so that none is taken for another.
 */
public final class StoredHash {

	private static final int BYTES = 32;

	private final byte[] bytes;

	/**
	 * Wraps a stored hash.
	 * @param bytes 32 bytes
	 */
	public StoredHash(byte[] bytes) {
		if (bytes.length != BYTES) {
			throw new IllegalArgumentException("a stored hash has " + BYTES + " bytes");
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
		return other instanceof StoredHash that && MessageDigest.isEqual(this.bytes, that.bytes);
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
