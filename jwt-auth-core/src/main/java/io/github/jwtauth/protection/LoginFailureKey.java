package io.github.jwtauth.protection;

import java.util.Objects;

import io.github.jwtauth.StoredHash;

/**
 * Whose failed logins are counted: a keyed hash, so that the rows tell nobody what was
 * typed. Immutable.
 *
 * @param hash the 256 bits
 */
public record LoginFailureKey(StoredHash hash) {

	public LoginFailureKey {
		Objects.requireNonNull(hash, "hash");
	}

	/**
	 * Wraps a stored key.
	 * @param bytes 32 bytes
	 */
	public LoginFailureKey(byte[] bytes) {
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
