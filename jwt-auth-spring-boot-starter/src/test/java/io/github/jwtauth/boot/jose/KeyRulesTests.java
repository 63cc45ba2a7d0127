package io.github.jwtauth.boot.jose;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.token.SigningAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * R-62, J-10, J-11: keys that stock libraries take, and that must not be used.
 */
class KeyRulesTests {

	private final KeyRules es256 = new KeyRules(SigningAlgorithm.ES256, false);

	private final KeyRules ps256 = new KeyRules(SigningAlgorithm.PS256, false);

	private final KeyRules rs256 = new KeyRules(SigningAlgorithm.RS256, true);

	private final KeyRules hs256 = new KeyRules(SigningAlgorithm.HS256, false);

	@Test
	void goodKeysAreTakenForTheirAlgorithm() {
		assertThat(this.es256.accept(TestKeys.jwk("a")).algorithm()).isEqualTo(SigningAlgorithm.ES256);
		assertThat(this.es256.accept(TestKeys.rsaJwk(3072)).algorithm()).isEqualTo(SigningAlgorithm.PS256);
		assertThat(this.rs256.accept(TestKeys.rsaJwk(3072)).algorithm()).isEqualTo(SigningAlgorithm.RS256);
		assertThat(this.rs256.accept(TestKeys.rsaJwk(2048)).algorithm()).isEqualTo(SigningAlgorithm.RS256);
		assertThat(this.hs256.accept(TestKeys.secretJwk()).algorithm()).isEqualTo(SigningAlgorithm.HS256);
		JWK ps = new RSAKey.Builder(TestKeys.rsaJwk(3072)).algorithm(JWSAlgorithm.PS256).build();
		assertThat(this.rs256.accept(ps).algorithm()).isEqualTo(SigningAlgorithm.PS256);
	}

	@Test
	void legacyIsASwitch() {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> new KeyRules(SigningAlgorithm.RS256, false))
			.withMessageContaining("jwtauth.signing.algorithm")
			.withMessageContaining("jwtauth.signing.allow-legacy=true");
		assertUnfit(this.ps256, new RSAKey.Builder(TestKeys.rsaJwk(3072)).algorithm(JWSAlgorithm.RS256).build(),
				"RS256");
	}

	@Test
	void shortRsaKeysAreRefused() {
		assertUnfit(this.ps256, TestKeys.rsaJwk(1024), "1024 bits");
		assertUnfit(this.rs256, TestKeys.rsaJwk(1024), "1024 bits");
		assertUnfit(this.ps256, TestKeys.rsaJwk(2048), "2048 bits", "allow-legacy=true");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 65536 })
	void exponentsThatHideNothingAreRefused(int exponent) {
		assertUnfit(this.ps256, modulus(((RSAPublicKey) TestKeys.rsa(3072).getPublic()).getModulus(), exponent),
				"exponent");
	}

	/** CVE-2017-15361: moduli of this form, 3072 bits long. */
	@Test
	void keysOfABrokenGeneratorAreRefused() {
		Random random = new Random(20261120);
		BigInteger product = IntStream.rangeClosed(2, 701)
			.mapToObj(BigInteger::valueOf)
			.filter((number) -> number.isProbablePrime(50))
			.reduce(BigInteger.ONE, BigInteger::multiply);
		for (int i = 0; i < 20; i++) {
			BigInteger power = BigInteger.valueOf(65537).modPow(new BigInteger(200, random), product);
			BigInteger factor = new BigInteger(3072 - product.bitLength(), random).setBit(3072 - product.bitLength());
			BigInteger modulus = product.multiply(factor).add(power);
			assertThat(modulus.bitLength()).isGreaterThanOrEqualTo(3072);
			assertUnfit(this.ps256, modulus(modulus, 65537), "CVE-2017-15361");
		}
	}

	@Test
	void randomModuliDoNotLookBroken() {
		Random random = new Random(20261120);
		assertThat(IntStream.range(0, 20_000)
			.mapToObj((i) -> new BigInteger(3072, random).setBit(3071).setBit(0))
			.filter(RocaFingerprint::isOn)).isEmpty();
	}

	@Test
	void otherCurvesAreRefused() {
		for (Curve curve : List.of(Curve.P_384, Curve.P_521)) {
			ECKey key = new ECKey.Builder(curve, (ECPublicKey) TestKeys.ec(curve.getStdName()).getPublic()).keyID("k")
				.build();
			assertUnfit(this.es256, key, "needs P-256");
		}
	}

	@Test
	void keysOfOtherTypesAreRefused() {
		assertUnfit(this.es256,
				new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(new byte[32])).keyID("k").build(), "OKP");
	}

	// J-11
	@Test
	void keysForSomethingElseAreRefused() {
		ECKey key = TestKeys.jwk("a");
		assertUnfit(this.es256, new ECKey.Builder(key).keyUse(KeyUse.ENCRYPTION).build(), "'enc'");
		assertUnfit(this.es256, new ECKey.Builder(key).keyOperations(Set.of(KeyOperation.ENCRYPT)).build(), "key_ops");
		assertUnfit(this.es256, new ECKey.Builder(key.toPublicJWK()).keyOperations(Set.of(KeyOperation.SIGN)).build(),
				"key_ops");
		for (Algorithm algorithm : List.of(JWSAlgorithm.ES384, JWSAlgorithm.HS256, JWSAlgorithm.RS256,
				JWSAlgorithm.EdDSA, JWEAlgorithm.ECDH_ES, new Algorithm("none"))) {
			assertUnfit(this.es256, new ECKey.Builder(key).algorithm(algorithm).build(), algorithm.getName());
		}
	}

	@Test
	void aKeyThatMayOnlyVerifyDoesNotSign() {
		JWK key = new ECKey.Builder(TestKeys.jwk("a")).keyOperations(Set.of(KeyOperation.VERIFY)).build();
		assertThat(this.es256.accept(key).signing()).isNull();
	}

	// R-54, J-11
	@Test
	void secretsAndPublicKeysDoNotMix() {
		assertUnfit(this.es256, TestKeys.secretJwk(), "does not mix");
		assertUnfit(this.hs256, TestKeys.jwk("a"), "does not mix");
		assertUnfit(this.hs256, TestKeys.rsaJwk(3072), "does not mix");
	}

	// J-10, R-88
	@ParameterizedTest
	@ValueSource(strings = { "secret", "0123456789012345678901234567890", "correct horse battery staple!!!",
			"12345678901234567890123456789012", "The quick brown fox jumps over a lazy dog" })
	void typedSecretsAreRefused(String secret) {
		assertUnfit(this.hs256, secret(secret.getBytes(StandardCharsets.UTF_8)), "secret");
	}

	@Test
	void secretsWithoutRandomnessAreRefused() {
		assertUnfit(this.hs256, secret("a".repeat(64).getBytes(StandardCharsets.UTF_8)), "not random");
		assertUnfit(this.hs256, secret(new byte[64]), "not random");
		assertUnfit(this.hs256, secret(Arrays.copyOf(TestKeys.secretJwk().toByteArray(), 31)), "31 octets");
		// 32 characters of hex are 128 bits
		assertUnfit(this.hs256, secret("9f86d081884c7d659a2feaa0c55ad015".getBytes(StandardCharsets.UTF_8)),
				"not random");
	}

	@Test
	void randomSecretsAreTaken() {
		Random random = new Random(20261120);
		for (int i = 0; i < 1000; i++) {
			byte[] secret = new byte[32];
			random.nextBytes(secret);
			assertThat(this.hs256.accept(secret(secret))).isNotNull();
		}
		assertThat(this.hs256.accept(secret(TestKeys.utf8("SeFAHtbk5T4hJcY0sl3pZ9qo5FOlb3mzwmKpLLrt2aY")))).isNotNull();
	}

	@Test
	void halvesOfDifferentPairsAreRefused() {
		ECKey ec = new ECKey.Builder(Curve.P_256, (ECPublicKey) TestKeys.p256("a").getPublic())
			.privateKey(TestKeys.p256("b").getPrivate())
			.keyID("k")
			.build();
		assertUnfit(this.es256, ec, "does not belong");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a\"b", "a\\b", "ü", "a\n" })
	void namesThatCannotBeWrittenAreRefused(String kid) {
		assertUnfit(this.es256, new ECKey.Builder(TestKeys.jwk("a")).keyID(kid).build(), "kid");
	}

	@Test
	void aNameIsNeeded() {
		assertUnfit(this.es256, new ECKey.Builder(TestKeys.jwk("a")).keyID(null).build(), "kid");
		assertUnfit(this.es256, new ECKey.Builder(TestKeys.jwk("a")).keyID("k".repeat(257)).build(), "kid");
	}

	private static void assertUnfit(KeyRules rules, JWK key, String... reasons) {
		assertThatExceptionOfType(UnfitKeyException.class).isThrownBy(() -> rules.accept(key))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(reasons));
	}

	private static RSAKey modulus(BigInteger modulus, int exponent) {
		return new RSAKey.Builder(Base64URL.encode(modulus), Base64URL.encode(BigInteger.valueOf(exponent))).keyID("k")
			.build();
	}

	private static OctetSequenceKey secret(byte[] octets) {
		return new OctetSequenceKey.Builder(Base64URL.encode(octets)).keyID("k").build();
	}

}
