package io.github.jwtauth.session;

import java.util.Objects;

import io.github.jwtauth.StoredHash;

/**
 * What the database knows of a session's salt. Compares in constant time.
 *
 * @param hash the 256 bits
 */
public record SaltHash(StoredHash hash) {

	public SaltHash {
		Objects.requireNonNull(hash, "hash");
	}

	/**
	 * Wraps a stored hash.
	 * @param bytes 32 bytes
	 */
	public SaltHash(byte[] bytes) {
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
