package io.github.jwtauth;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HkdfTests {

	private static final String SALT = "jwt-auth";

	/** The judge of the other test is judged first. */
	@Test
	void independentImplementationKnowsTheAnswersOfTheRfc() { // RFC 5869 A.1
		byte[] derived = independent(hex("0b".repeat(22)), hex("000102030405060708090a0b0c"),
				hex("f0f1f2f3f4f5f6f7f8f9"), 32);
		assertThat(derived).isEqualTo(hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jwt-auth/v1/refresh-token", "jwt-auth/v1/secret-id", "", "\u00e9" })
	void derivationIsThatOfTheRfc(String info) {
		for (int length : new int[] { 1, 4, 31, 32 }) {
			byte[] secret = "dGhlIGZpcnN0IHNlY3JldCBvZiBvdXIgdGVzdHMtLTE".getBytes(StandardCharsets.UTF_8);
			assertThat(Hkdf.derive(secret, info, length)).isEqualTo(independent(secret,
					SALT.getBytes(StandardCharsets.UTF_8), info.getBytes(StandardCharsets.UTF_8), length));
		}
	}

	private static byte[] independent(byte[] secret, byte[] salt, byte[] info, int length) {
		HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
		generator.init(new HKDFParameters(secret, salt, info));
		byte[] derived = new byte[length];
		generator.generateBytes(derived, 0, length);
		return derived;
	}

	private static byte[] hex(String text) {
		return HexFormat.of().parseHex(text);
	}

}
