package io.github.jwtauth.boot.jose;

import java.math.BigInteger;
import java.util.stream.IntStream;

/**
 * Recognises RSA moduli of the generator of CVE-2017-15361. Its primes are powers of
 * 65537 modulo a product of small primes, and so is their product; a random modulus is
 * that for all of the primes below with a probability of less than one in a hundred
 * million.
 */
final class RocaFingerprint {

	private static final int GENERATOR = 65537;

	private static final int[] PRIMES = IntStream.rangeClosed(3, 167)
		.filter((number) -> BigInteger.valueOf(number).isProbablePrime(50))
		.toArray();

	private RocaFingerprint() {
	}

	static boolean isOn(BigInteger modulus) {
		return IntStream.of(PRIMES)
			.allMatch((prime) -> isPower(modulus.mod(BigInteger.valueOf(prime)).intValue(), prime));
	}

	private static boolean isPower(int remainder, int prime) {
		int power = 1;
		do {
			if (power == remainder) {
				return true;
			}
			power = power * (GENERATOR % prime) % prime;
		}
		while (power != 1);
		return false;
	}

}
