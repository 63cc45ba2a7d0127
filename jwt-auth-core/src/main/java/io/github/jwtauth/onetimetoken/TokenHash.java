package io.github.jwtauth.onetimetoken;

import java.util.Objects;

import io.github.jwtauth.StoredHash;

/**
 * What the database knows of a one-time token or of the browser that it is bound to: a
 * keyed hash, so that whoever reads the database holds nothing that opens anything.
 *
 * @param hash the 256 bits
 */
public record TokenHash(StoredHash hash) {

	public TokenHash {
		Objects.requireNonNull(hash, "hash");
	}

	/**
	 * Wraps a stored hash.
	 * @param bytes 32 bytes
	 */
	public TokenHash(byte[] bytes) {
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
