package io.github.jwtauth.boot.jose;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import io.github.jwtauth.boot.jose.JoseProperties.KeyEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * the forms in which a host may bring its keys.
 */
class KeyReaderTests {

	private static final KeyPair EC = TestKeys.p256("reader");

	private static final KeyPair RSA = TestKeys.rsa(2048);

	private static final String PASSWORD = "open sesame";

	private final KeyReader reader = new KeyReader(new DefaultResourceLoader());

	@TempDir
	Path directory;

	static Stream<String> ecForms() throws Exception {
		return Stream.of(TestKeys.pem(EC.getPrivate()), TestKeys.pem("EC PRIVATE KEY", TestKeys.sec1(EC.getPrivate())),
				TestKeys.pem("ENCRYPTED PRIVATE KEY", TestKeys.encrypted(EC.getPrivate(), PASSWORD)),
				"-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
						+ TestKeys.pem("EC PRIVATE KEY", TestKeys.sec1(EC.getPrivate())),
				TestKeys.pem(EC.getPrivate()).replace("\n", "\r\n"),
				"Bag Attributes\n    friendlyName: x\n" + TestKeys.pem(EC.getPrivate()),
				TestKeys.jwk("reader").toJSONString(), new JWKSet(TestKeys.jwk("reader")).toString(false));
	}

	@ParameterizedTest
	@MethodSource("ecForms")
	void aPrivateKeyIsAPair(String text) throws Exception {
		JWK key = only(content(text));
		assertThat(((AsymmetricJWK) key).toPublicKey()).isEqualTo(EC.getPublic());
		assertThat(((AsymmetricJWK) key).toPrivateKey()).isEqualTo(EC.getPrivate());
	}

	static Stream<String> rsaForms() throws Exception {
		return Stream.of(TestKeys.pem(RSA.getPrivate()),
				TestKeys.pem("RSA PRIVATE KEY", TestKeys.bare(RSA.getPrivate())));
	}

	@ParameterizedTest
	@MethodSource("rsaForms")
	void anRsaKeyIsAPair(String text) throws Exception {
		JWK key = only(content(text));
		assertThat(((AsymmetricJWK) key).toPublicKey()).isEqualTo(RSA.getPublic());
		assertThat(((AsymmetricJWK) key).toPrivateKey()).isEqualTo(RSA.getPrivate());
	}

	static Stream<String> publicForms() throws Exception {
		return Stream.of(TestKeys.pem("PUBLIC KEY", EC.getPublic().getEncoded()),
				TestKeys.pem("CERTIFICATE",
						TestKeys.certificate(EC, Instant.now().plus(Duration.ofDays(1))).getEncoded()),
				TestKeys.jwk("reader").toPublicJWK().toJSONString());
	}

	@ParameterizedTest
	@MethodSource("publicForms")
	void aPublicKeyVerifiesOnly(String text) throws Exception {
		JWK key = only(content(text));
		assertThat(((AsymmetricJWK) key).toPublicKey()).isEqualTo(EC.getPublic());
		assertThat(key.isPrivate()).isFalse();
	}

	@Test
	void aKeyIsNamedByItsThumbprintUnlessItHasAName() throws Exception { // RFC 7638
		String pem = TestKeys.pem(EC.getPrivate());
		assertThat(only(content(pem)).getKeyID()).isEqualTo(only(content(pem)).computeThumbprint().toString());
		assertThat(only(new KeyEntry(null, pem, null, null, "mine")).getKeyID()).isEqualTo("mine");
		assertThat(only(content(TestKeys.jwk("reader").toJSONString())).getKeyID()).isEqualTo("reader");
	}

	@Test
	void aSecretNeedsAName() {
		OctetSequenceKey nameless = new OctetSequenceKey.Builder(TestKeys.secretJwk().toByteArray()).build();
		assertUnfit(content(nameless.toJSONString()), "has no kid");
		assertThat(only(new KeyEntry(null, nameless.toJSONString(), null, null, "mine")).getKeyID()).isEqualTo("mine");
	}

	@Test
	void aSetHoldsManyKeysInOrder() {
		JWKSet set = new JWKSet(List.of(TestKeys.jwk("b"), TestKeys.jwk("a")));
		assertThat(this.reader.read(content(set.toString(false)))).extracting(JWK::getKeyID).containsExactly("b", "a");
		assertUnfit(new KeyEntry(null, set.toString(false), null, null, "mine"), "one kid is given for 2 keys");
	}

	@Test
	void aKeyStoreHoldsAPair() throws Exception {
		KeyEntry entry = stored(TestKeys.keyStore(PASSWORD, Map.of("one", EC)), PASSWORD, null);
		AsymmetricJWK key = (AsymmetricJWK) only(entry);
		assertThat(key.toPublicKey()).isEqualTo(EC.getPublic());
		assertThat(key.toPrivateKey()).isEqualTo(EC.getPrivate());
	}

	@Test
	void anAliasChoosesAmongTheKeysOfAStore() throws Exception {
		byte[] store = TestKeys.keyStore(PASSWORD, new TreeMap<>(Map.of("one", EC, "two", RSA)));
		assertThat(((AsymmetricJWK) only(stored(store, PASSWORD, "two"))).toPublicKey()).isEqualTo(RSA.getPublic());
		assertUnfit(stored(store, PASSWORD, null), "2 entries");
		assertUnfit(stored(store, PASSWORD, "three"), "no entry 'three'");
		assertUnfit(stored(store, "wrong", "two"), "cannot be opened");
		assertUnfit(stored(store, null, "two"), "cannot be opened");
	}

	@Test
	void aKeyStoreHoldsASecret() throws Exception {
		KeyEntry entry = stored(TestKeys.secretStore(PASSWORD), PASSWORD, null);
		JWK key = only(new KeyEntry(entry.location(), null, PASSWORD, null, "shared"));
		assertThat(((OctetSequenceKey) key).toByteArray()).isEqualTo(TestKeys.secretJwk().toByteArray());
	}

	@Test
	void anEncryptedKeyNeedsItsPassword() throws Exception {
		String pem = TestKeys.pem("ENCRYPTED PRIVATE KEY", TestKeys.encrypted(EC.getPrivate(), PASSWORD));
		assertUnfit(new KeyEntry(null, pem, null, null, null), "is encrypted");
		assertUnfit(new KeyEntry(null, pem, "wrong", null, null), "with this password");
	}

	@ParameterizedTest
	@ValueSource(strings = { "secret", "{", "{}", "{\"kty\":\"EC\"}", "{\"keys\":1}", "{\"kty\":\"nn\"}",
			"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
			"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
			"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
			"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----",
			"-----BEGIN PGP MESSAGE-----", "0" })
	void whatIsNoKeyIsToldApart(String text) {
		assertThatExceptionOfType(UnfitKeyException.class).isThrownBy(() -> this.reader.read(content(text)))
			.withMessageNotContaining("AAAA");
	}

	/** Which one signs, and which one was forgotten, must not be a matter of luck. */
	@Test
	void aFileOfSeveralKeysIsRefused() {
		String old = TestKeys.pem(TestKeys.p256("old").getPrivate());
		String ours = TestKeys.pem(EC.getPrivate());
		String oldPublic = TestKeys.pem("PUBLIC KEY", TestKeys.p256("old").getPublic().getEncoded());
		String ourPublic = TestKeys.pem("PUBLIC KEY", EC.getPublic().getEncoded());
		for (String text : List.of(ours + old, ours + TestKeys.pem(RSA.getPrivate()), ours + oldPublic,
				oldPublic + ours, ourPublic + oldPublic)) {
			assertUnfit(content(text), "more than one key");
		}
		assertThat(only(content(ours + ourPublic)).isPrivate()).isTrue();
		assertThat(only(content(ourPublic + ours)).isPrivate()).isTrue();
	}

	@Test
	void aKeyComesWithItsOwnCertificates() throws Exception {
		String ours = certificate(EC);
		String others = certificate(TestKeys.p256("old"));
		// the chain of whoever issued it follows
		assertThat(only(content(TestKeys.pem(EC.getPrivate()) + ours + others)).isPrivate()).isTrue();
		assertThat(only(content(ours + others + TestKeys.pem(EC.getPrivate()))).isPrivate()).isTrue();
		assertUnfit(content(TestKeys.pem(EC.getPrivate()) + others), "more than one key");
	}

	private static String certificate(KeyPair pair) throws Exception {
		return TestKeys.pem("CERTIFICATE",
				TestKeys.certificate(pair, Instant.now().plus(Duration.ofDays(1))).getEncoded());
	}

	/** Keys of a type that nobody knows yet are left out by the library. */
	@ParameterizedTest
	@ValueSource(strings = { "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"AKP\",\"kid\":\"a\"}]}" })
	void anEmptySetIsNoKey(String text) {
		assertUnfit(content(text), "holds no key");
	}

	//
	@Test
	void aPointOffTheCurveIsNoKey() {
		String json = TestKeys.jwk("reader").toPublicJWK().toJSONString();
		String off = json.replaceFirst("\"y\":\"[^\"]*\"", "\"y\":\"" + TestKeys.jwk("reader").getX() + "\"");
		assertUnfit(content(off), "no valid JWK");
	}

	@ParameterizedTest
	@ValueSource(strings = { "secp384r1", "secp521r1" })
	void privateKeysOfOtherCurvesAreToldApart(String curve) {
		assertUnfit(content(TestKeys.pem(TestKeys.ec(curve).getPrivate())), "P-256");
	}

	@Test
	void aLocationIsAFileOrOnTheClassPath() throws Exception {
		Path file = Files.writeString(this.directory.resolve("key.pem"), TestKeys.pem(EC.getPrivate()));
		assertThat(only(new KeyEntry(file.toUri().toString(), null, null, null, null)).isPrivate()).isTrue();
		assertThat(
				only(new KeyEntry("classpath:io/github/jwtauth/boot/jose/rsa.pub", null, null, null, null)).isPrivate())
			.isFalse();
		assertUnfit(new KeyEntry("https://127.0.0.1:9/key", null, null, null, null), "neither file: nor classpath:");
		assertUnfit(new KeyEntry("/etc/key.pem", null, null, null, null), "neither file: nor classpath:");
		assertUnfit(new KeyEntry("file:/does/not/exist", null, null, null, null), "cannot be read");
		assertUnfit(new KeyEntry("file:/x", "y", null, null, null), "not both");
		assertUnfit(new KeyEntry(null, null, null, null, null), "a location or a content");
	}

	private JWK only(KeyEntry entry) {
		assertThat(this.reader.read(entry)).hasSize(1);
		return this.reader.read(entry).get(0);
	}

	private void assertUnfit(KeyEntry entry, String reason) {
		assertThatExceptionOfType(UnfitKeyException.class).isThrownBy(() -> this.reader.read(entry))
			.withMessageContaining(reason)
			.withMessageNotContaining(PASSWORD);
	}

	private KeyEntry stored(byte[] store, String password, String alias) throws Exception {
		Path file = Files.write(this.directory.resolve("store.p12"), store);
		return new KeyEntry(file.toUri().toString(), null, password, alias, null);
	}

	/** A password is there for those that need one, and does no harm to the others. */
	private static KeyEntry content(String text) {
		return new KeyEntry(null, text, PASSWORD, null, null);
	}

}
