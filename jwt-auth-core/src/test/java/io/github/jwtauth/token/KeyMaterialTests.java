package io.github.jwtauth.token;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

import io.github.jwtauth.RandomBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class KeyMaterialTests {

	/** The key of RFC 7517 appendix A.1. */
	@Test
	void thumbprintIsThatOfTheRequiredMembersInOrder() throws Exception { // RFC 7638
		String x = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4";
		String y = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM";
		ECPublicKey parameters = (ECPublicKey) generate(SigningAlgorithm.ES256).verification();
		ECPublicKey key = (ECPublicKey) KeyFactory.getInstance("EC")
			.generatePublic(new ECPublicKeySpec(new ECPoint(number(x), number(y)), parameters.getParams()));
		assertThat(Thumbprint.of(key)).isEqualTo("cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s");
	}

	@Test
	void coordinatesHaveAFixedLength() throws Exception { // RFC 7518 section 6.2.1.2
		boolean shortOne = false;
		while (!shortOne) {
			ECPublicKey key = (ECPublicKey) generate(SigningAlgorithm.ES256).verification();
			byte[] x = key.getW().getAffineX().toByteArray();
			byte[] y = key.getW().getAffineY().toByteArray();
			shortOne = x.length < 32 || y.length < 32;
			String json = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + fixed(x) + "\",\"y\":\"" + fixed(y) + "\"}";
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.US_ASCII));
			assertThat(Thumbprint.of(key)).isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
		}
	}

	/** The example of RFC 7638 section 3.1. */
	@Test
	void thumbprintOfRsaIsThatOfTheStandard() throws Exception {
		String n = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1"
				+ "L6tSoc_BJECPebWKRXjBZCiFV4n3oknjh"
				+ "Mstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2"
				+ "QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08"
				+ "qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_x"
				+ "BniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
		PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(number(n), number("AQAB")));
		assertThat(Thumbprint.of(key)).isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
	}

	@ParameterizedTest
	@EnumSource
	void keyIsReadAsItWasEncoded(SigningAlgorithm algorithm) {
		KeyMaterial made = generate(algorithm);
		KeyMaterial read = KeyMaterial.read(algorithm, made.publicOctets(), made.signingOctets());
		assertThat(read.signing()).isEqualTo(made.signing());
		assertThat(read.verification()).isEqualTo(made.verification());
		assertThat(read).hasToString("KeyMaterial[***]");
	}

	@Test
	void keysAreStrong() {
		assertThat(((ECPublicKey) generate(SigningAlgorithm.ES256).verification()).getParams().getOrder().bitLength())
			.isEqualTo(256);
		assertThat(((RSAPublicKey) generate(SigningAlgorithm.PS256).verification()).getModulus().bitLength())
			.isEqualTo(3072);
		assertThat(generate(SigningAlgorithm.HS256).signing().getEncoded()).hasSize(32);
	}

	@Test
	void secretsAreNotNamedAfterThemselvesAndHaveNoPublicPart() {
		KeyMaterial secret = generate(SigningAlgorithm.HS256);
		assertThat(secret.newId(RandomBytes.secure())).isNotEqualTo(secret.newId(RandomBytes.secure()))
			.matches("[A-Za-z0-9_-]{22}");
		assertThat(secret.publicOctets()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HS256")
	void rubbishIsNoKey(SigningAlgorithm algorithm) {
		assertThatIllegalStateException()
			.isThrownBy(() -> KeyMaterial.read(algorithm, new byte[] { 1 }, new byte[] { 2 }));
	}

	private static KeyMaterial generate(SigningAlgorithm algorithm) {
		return KeyMaterial.generate(algorithm, RandomBytes.secure());
	}

	private static BigInteger number(String base64) {
		return new BigInteger(1, Base64.getUrlDecoder().decode(base64));
	}

	private static String fixed(byte[] twosComplement) {
		byte[] bytes = new byte[32];
		for (int i = 1; i <= Math.min(32, twosComplement.length); i++) {
			bytes[32 - i] = twosComplement[twosComplement.length - i];
		}
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
