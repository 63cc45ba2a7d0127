package io.github.jwtauth.protection;

import java.security.MessageDigest;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Whose failed logins are counted: a keyed hash, so that the rows tell nobody what was
 * typed. Immutable.
 */
public final class LoginFailureKey {

	private static final int BYTES = 32;

	private final byte[] bytes;

	/**
	 * Wraps a stored key.
	 * @param bytes 32 bytes
	 */
	public LoginFailureKey(byte[] bytes) {
		if (bytes.length != BYTES) {
			throw new IllegalArgumentException("a key of failures has " + BYTES + " bytes");
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
		return other instanceof LoginFailureKey that && MessageDigest.isEqual(this.bytes, that.bytes);
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
