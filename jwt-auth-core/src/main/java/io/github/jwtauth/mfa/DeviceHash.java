package io.github.jwtauth.mfa;

import java.util.Objects;

import io.github.jwtauth.StoredHash;

/**
 * What a remembered device is found by: a hash of its token, so that the rows let nobody
 * in. Immutable.
 *
 * @param hash the 256 bits
 */
public record DeviceHash(StoredHash hash) {

	public DeviceHash {
		Objects.requireNonNull(hash, "hash");
	}

	/**
	 * Wraps a stored hash.
	 * @param bytes 32 bytes
	 */
	public DeviceHash(byte[] bytes) {
		this(new StoredHash(bytes));
	}

	/**
	 * The form to store.
	 * @return a copy of the 32 bytes
	 */
	public byte[] bytes() {
		return this.hash.bytes();
	}

	@Override
	public String toString() {
		return this.hash.toString();
	}

}
