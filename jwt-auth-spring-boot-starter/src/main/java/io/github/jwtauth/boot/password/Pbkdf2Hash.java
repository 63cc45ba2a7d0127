package io.github.jwtauth.boot.password;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * PBKDF2 (RFC 8018) with HMAC-SHA-1, -256 or -512.
 */
final class Pbkdf2Hash implements ImportedHash {

	/** Three times what OWASP asks for; some seconds. */
	static final int MAX_ITERATIONS = 5_000_000;

	private final String digest;

	private final int iterations;

	private final byte[] salt;

	private final byte[] hash;

	/**
	 * Takes the parts as they are stored.
	 * @param digest {@code SHA1}, {@code SHA256} or {@code SHA512}
	 * @param iterations a number
	 * @param salt bytes
	 * @param hash base64
	 */
	Pbkdf2Hash(String digest, String iterations, byte[] salt, String hash) {
		this.digest = digest;
		this.iterations = HashText.number(iterations, "the number of iterations", 1, MAX_ITERATIONS);
		this.salt = salt.clone();
		this.hash = HashText.base64(hash, "the hash", 16, 64);
		HashText.within(salt.length, "the length of the salt", 1, 256);
	}

	@Override
	public boolean matches(String password) {
		PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), this.salt, this.iterations, this.hash.length * 8);
		try {
			byte[] derived = SecretKeyFactory.getInstance("PBKDF2WithHmac" + this.digest)
				.generateSecret(spec)
				.getEncoded();
			return MessageDigest.isEqual(this.hash, derived);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every JDK has PBKDF2", ex);
		}
		finally {
			spec.clearPassword();
		}
	}

}
