package io.github.jwtauth.token;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

import javax.crypto.spec.SecretKeySpec;

import io.github.jwtauth.RandomBytes;

/**
 * Keys by the platform's own means: P-256, RSA of 3072 bits, or 256 random bits.
 *
 * @param signing the private key, or the secret
 * @param verification the public key, or the same secret
 */
record KeyMaterial(Key signing, Key verification) {

	private static final int SECRET_BYTES = 32;

	private static final int SECRET_ID_BYTES = 16;

	/** 128 bits of security, like P-256 (requirement R-62). */
	private static final int RSA_BITS = 3072;

	static KeyMaterial generate(SigningAlgorithm algorithm, RandomBytes random) {
		try {
			return switch (algorithm) {
				case ES256 -> {
					KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
					generator.initialize(new ECGenParameterSpec("secp256r1"));
					yield of(generator.generateKeyPair());
				}
				case PS256, RS256 -> {
					KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
					generator.initialize(new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4));
					yield of(generator.generateKeyPair());
				}
				case HS256 -> ofSecret(random.next(SECRET_BYTES));
			};
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("this platform makes no keys for " + algorithm, ex);
		}
	}

	/**
	 * Reads what was stored.
	 * @param algorithm what the key is for
	 * @param publicOctets see {@link #publicOctets()}
	 * @param signingOctets see {@link #signingOctets()}
	 * @return the key
	 */
	static KeyMaterial read(SigningAlgorithm algorithm, byte[] publicOctets, byte[] signingOctets) {
		if (algorithm.isSymmetric()) {
			return ofSecret(signingOctets);
		}
		try {
			KeyFactory factory = KeyFactory.getInstance((algorithm == SigningAlgorithm.ES256) ? "EC" : "RSA");
			return new KeyMaterial(factory.generatePrivate(new PKCS8EncodedKeySpec(signingOctets)),
					factory.generatePublic(new X509EncodedKeySpec(publicOctets)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("a stored signing key is no key for " + algorithm, ex);
		}
	}

	/** What the world may know: X.509, and nothing of a secret. */
	byte[] publicOctets() {
		return (this.verification instanceof PublicKey) ? this.verification.getEncoded() : new byte[0];
	}

	/** PKCS#8, or the secret itself. */
	byte[] signingOctets() {
		return this.signing.getEncoded();
	}

	/**
	 * A name: the thumbprint of a public key. That of a secret would be its hash, by
	 * which guesses could be checked, so a secret is named at random.
	 */
	String newId(RandomBytes random) {
		return (this.verification instanceof PublicKey key) ? Thumbprint.of(key)
				: Base64.getUrlEncoder().withoutPadding().encodeToString(random.next(SECRET_ID_BYTES));
	}

	private static KeyMaterial of(KeyPair pair) {
		return new KeyMaterial(pair.getPrivate(), pair.getPublic());
	}

	private static KeyMaterial ofSecret(byte[] secret) {
		Key key = new SecretKeySpec(secret, "HmacSHA256");
		return new KeyMaterial(key, key);
	}

	/** Keys stay out of logs. */
	@Override
	public String toString() {
		return "KeyMaterial[***]";
	}

}
