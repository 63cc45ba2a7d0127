package io.github.jwtauth.token;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class EcKeysTests {

	/** The key of RFC 7517 appendix A.1. */
	@Test
	void thumbprintIsThatOfTheRequiredMembersInOrder() throws Exception { // RFC 7638
		String x = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4";
		String y = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM";
		ECPublicKey parameters = (ECPublicKey) EcKeys.generate().getPublic();
		ECPublicKey key = (ECPublicKey) KeyFactory.getInstance("EC")
			.generatePublic(new ECPublicKeySpec(new ECPoint(number(x), number(y)), parameters.getParams()));
		assertThat(EcKeys.thumbprint(key)).isEqualTo("cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s");
	}

	@Test
	void coordinatesHaveAFixedLength() throws Exception { // RFC 7518 section 6.2.1.2
		boolean shortOne = false;
		while (!shortOne) {
			ECPublicKey key = (ECPublicKey) EcKeys.generate().getPublic();
			byte[] x = key.getW().getAffineX().toByteArray();
			byte[] y = key.getW().getAffineY().toByteArray();
			shortOne = x.length < 32 || y.length < 32;
			String json = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + fixed(x) + "\",\"y\":\"" + fixed(y) + "\"}";
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.US_ASCII));
			assertThat(EcKeys.thumbprint(key)).isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
		}
	}

	@Test
	void keyIsReadAsItWasEncoded() {
		KeyPair pair = EcKeys.generate();
		KeyPair read = EcKeys.read(pair.getPublic().getEncoded(), pair.getPrivate().getEncoded());
		assertThat(read.getPublic()).isEqualTo(pair.getPublic());
		assertThat(read.getPrivate()).isEqualTo(pair.getPrivate());
		assertThat(((ECPublicKey) read.getPublic()).getParams().getCurve().getField().getFieldSize()).isEqualTo(256);
	}

	@Test
	void rubbishIsNoKey() {
		assertThatIllegalStateException().isThrownBy(() -> EcKeys.read(new byte[] { 1 }, new byte[] { 2 }));
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
