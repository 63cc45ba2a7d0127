package io.github.jwtauth.boot.jose;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.WeakSecretException;

/**
 * Whether a key holds what its length promises (requirement R-62).
 */
final class KeyStrength {

	private static final int RSA_BITS = 3072;

	private static final int LEGACY_RSA_BITS = 2048;

	private static final int SECRET_OCTETS = 32;

	private static final int DISTINCT_OCTETS = 16;

	private static final String NEW_SECRET = "make one of 32 random octets, for example with openssl rand 32";

	private KeyStrength() {
	}

	static void require(BigInteger modulus, BigInteger exponent, boolean allowLegacy) {
		int bits = modulus.bitLength();
		int needed = allowLegacy ? LEGACY_RSA_BITS : RSA_BITS;
		if (bits < needed) {
			throw new UnfitKeyException("an RSA key of " + bits + " bits is too weak, " + needed + " are needed",
					"make one with openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072"
							+ ((bits >= LEGACY_RSA_BITS) ? ", or set jwtauth.signing.allow-legacy=true" : ""));
		}
		if (!exponent.testBit(0) || exponent.compareTo(BigInteger.TWO) <= 0) {
			throw new UnfitKeyException("the public exponent of the RSA key is not odd and greater than 1",
					"use 65537 and another key");
		}
		if (!modulus.testBit(0) || RocaFingerprint.isOn(modulus)) {
			throw new UnfitKeyException(
					"the RSA key comes from a generator whose keys can be factored (ROCA, CVE-2017-15361)",
					"make one with openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072");
		}
	}

	/**
	 * A shared secret. Octets that are all printable were typed or encoded by somebody
	 * and hold less than they weigh: as text they are judged like {@code jwtauth.secret}.
	 */
	static void require(byte[] secret) {
		if (secret.length < SECRET_OCTETS) {
			throw new UnfitKeyException("a shared secret of " + secret.length + " octets is too weak, 32 are needed",
					NEW_SECRET);
		}
		String text = new String(secret, StandardCharsets.ISO_8859_1);
		if (text.chars().distinct().count() < DISTINCT_OCTETS || (isPrintable(text) && isWeakText(text))) {
			throw new UnfitKeyException("the shared secret is not random", NEW_SECRET);
		}
	}

	private static boolean isPrintable(String text) {
		return text.chars().allMatch((octet) -> octet >= ' ' && octet <= '~');
	}

	private static boolean isWeakText(String text) {
		try {
			SecretKeys.of(Secret.of(text), List.of());
			return false;
		}
		catch (WeakSecretException ex) {
			return true;
		}
	}

}
