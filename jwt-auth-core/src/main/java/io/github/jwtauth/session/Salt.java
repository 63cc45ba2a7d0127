package io.github.jwtauth.session;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;

import io.github.jwtauth.RandomBytes;

/**
 * The 128 random bits that all refresh tokens of a session share until a credential event
 * draws new ones. The holder carries them, the database keeps only their hash: whoever
 * reads the database cannot make a token, even with the secret (decision 1).
 */
public final class Salt {

	static final int BYTES = 16;

	private final byte[] bytes;

	Salt(byte[] bytes) {
		if (bytes.length != BYTES) {
			throw new IllegalArgumentException("a salt has " + BYTES + " bytes");
		}
		this.bytes = bytes.clone();
	}

	static Salt random(RandomBytes random) {
		return new Salt(random.next(BYTES));
	}

	byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * What the database keeps and compares. The input has full entropy, so that a plain
	 * hash is enough.
	 * @return SHA-256 of the salt
	 */
	public SaltHash hash() {
		try {
			return new SaltHash(MessageDigest.getInstance("SHA-256").digest(this.bytes));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

	@Override
	public String toString() {
		return "***";
	}

}
