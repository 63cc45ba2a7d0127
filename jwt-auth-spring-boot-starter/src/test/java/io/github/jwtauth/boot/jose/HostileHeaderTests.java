package io.github.jwtauth.boot.jose;

import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.jwtauth.boot.jose.TestRefusals.assertRefused;

/**
 * Headers that try to choose the algorithm, the key or the rules. Where it makes sense
 * they are signed with the real key, so that nothing but the header is wrong.
 */
@ExtendWith(TestRefusals.class)
class HostileHeaderTests {

	private static final TestNode node = TestNode.standing();

	private static final AccessTokenDecoder decoder = node.decoder();

	/** What the gate remembers of a good token must not help a bad one. */
	@BeforeAll
	static void acceptOne() {
		decoder.decode(node.issue());
	}

	private static final String KID = node.ring.active().kid();

	// J-01
	@ParameterizedTest
	@ValueSource(strings = { "none", "None", "NONE", "nOnE", " none", "none\\u0000" })
	void unsignedTokensAreRefused(String alg) {
		String signed = node.signedUnder(header("\"" + alg + "\"", "\"" + KID + "\"", "\"at+jwt\""));

		assertRefused(decoder, signed, "header");
		assertRefused(decoder, signed.substring(0, signed.lastIndexOf('.') + 1), "base64url");
	}

	// J-02, J-04, J-05
	@ParameterizedTest
	@ValueSource(strings = { "null", "256", "[\"ES256\"]", "{}", "true", "\"es256\"", "\"ES256 \"", "\"\"", "\"ES384\"",
			"\"ES512\"", "\"ES256K\"", "\"PS256\"", "\"RS256\"", "\"HS256\"", "\"EdDSA\"", "\"RSA-OAEP\"", "\"dir\"" })
	void theTokenDoesNotChooseTheAlgorithm(String alg) {
		assertRefused(decoder, node.signedUnder(header(alg, "\"" + KID + "\"", "\"at+jwt\"")), "header");
	}

	// J-20, J-21
	@ParameterizedTest
	@ValueSource(strings = { "\"../../dev/null\"", "\"/proc/sys/kernel/randomize_va_space\"", "\"k1' OR '1'='1\"",
			"\"\"", "\"$(id)\"", "\"http://127.0.0.1:9/\"", "1", "null", "[]", "{}" })
	void theKeyIsOneOfOurs(String kid) {
		assertRefused(decoder, node.signedUnder(header("\"ES256\"", kid, "\"at+jwt\"")), "kid", "header");
	}

	// J-20
	@ParameterizedTest
	@ValueSource(strings = { "\\u0000", " ", "=", "A" })
	void aKidIsComparedAsAWhole(String suffix) {
		assertRefused(decoder, node.signedUnder(header("\"ES256\"", "\"" + KID + suffix + "\"", "\"at+jwt\"")), "kid");
	}

	// J-50, J-51: variants of the media type are refused, because nobody but us issues
	@ParameterizedTest
	@ValueSource(strings = { "\"JWT\"", "\"refresh+jwt\"", "\"\"", "\"at+jwt \"", "\"AT+JWT\"", "\"at+JWT\"",
			"\"application/at+jwt\"", "\"logout+jwt\"", "null", "1", "[\"at+jwt\"]" })
	void theTypeIsExactlyOurs(String typ) {
		assertRefused(decoder, node.signedUnder(header("\"ES256\"", "\"" + KID + "\"", typ)), "header");
	}

	// J-02, J-21, J-50
	@ParameterizedTest
	@ValueSource(strings = { "alg", "kid", "typ" })
	void noMemberIsOptional(String missing) {
		String header = node.header().replaceFirst("\"" + missing + "\":\"[^\"]*\",?", "").replace(",}", "}");

		assertRefused(decoder, node.signedUnder(header), "header");
	}

	// J-24 to J-31; signed with our key, where stock decoders ignore what they find
	@ParameterizedTest
	@FieldSource("EXTRA_MEMBERS")
	void theHeaderHasNoOtherMember(String member) {
		assertRefused(decoder, node.signedUnder(node.header().replace("}", ',' + member + '}')), "header",
				"header JSON");
	}

	static final List<String> EXTRA_MEMBERS = List.of("\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}",
			"\"jku\":\"http://127.0.0.1:9/\"", "\"jku\":\"http://169.254.169.254/latest\"",
			"\"jku\":\"file:///etc/passwd\"", "\"x5u\":\"http://127.0.0.1:9/\"", "\"x5c\":[\"junk\"]", "\"x5c\":[]",
			"\"x5t\":\"AAAA\"", "\"x5t#S256\":\"AAAA\"", "\"crit\":[\"x\"]", "\"crit\":[\"alg\"]", "\"crit\":\"x\"",
			"\"crit\":[]", "\"crit\":[\"b64\"],\"b64\":true", "\"b64\":true", "\"b64\":false", "\"zip\":\"DEF\"",
			"\"cty\":\"JWT\"", "\"enc\":\"A256GCM\"", "\"p2c\":2147483647", "\"x\":1", "\"\":\"\"",
			"\"ALG\":\"ES256\"");

	// J-24, J-25: the attacker signs with a key and says where to find it
	@ParameterizedTest
	@MethodSource("attackerSigned")
	void aTokenBringsNoKey(String token) {
		assertRefused(decoder, token, "signature", "kid", "header");
	}

	static Stream<String> attackerSigned() throws Exception {
		ECKey key = new ECKeyGenerator(Curve.P_256).keyID("evil").generate();
		return Stream
			.of("", ",\"jwk\":" + key.toPublicJWK().toJSONString(), ",\"jwk\":" + key.toJSONString(),
					",\"jku\":\"http://127.0.0.1:9/jwks.json\"", ",\"x5u\":\"http://127.0.0.1:9/x\"")
			.flatMap((member) -> Stream.of(KID, "evil")
				.map((kid) -> "{\"alg\":\"ES256\",\"kid\":\"" + kid + "\",\"typ\":\"at+jwt\"" + member + "}"))
			.map((header) -> foreign(key, header));
	}

	private static String foreign(ECKey key, String header) {
		String ours = node.signedUnder(header);
		String input = ours.substring(0, ours.lastIndexOf('.'));
		return input + '.' + TestNode.signature(privateKey(key), input);
	}

	private static ECPrivateKey privateKey(ECKey key) {
		try {
			return key.toECPrivateKey();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// J-03
	@ParameterizedTest
	@MethodSource("publicKeySpellings")
	void aPublicKeyIsNoSharedSecret(byte[] secret) throws Exception {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(secret, "HmacSHA256"));
		for (String alg : List.of("HS256", "ES256")) {
			String input = TestNode.base64(node.header().replace("ES256", alg)) + '.' + node.issue().split("\\.")[1];
			assertRefused(decoder, input + '.' + TestNode.base64(mac.doFinal(TestNode.utf8(input))), "header",
					"signature length");
		}
	}

	static List<byte[]> publicKeySpellings() {
		ECPublicKey key = (ECPublicKey) node.ring.active().verification();
		byte[] der = key.getEncoded();
		String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der)
				+ "\n-----END PUBLIC KEY-----";
		List<byte[]> spellings = new ArrayList<>();
		spellings.add(der);
		spellings.add(key.getW().getAffineX().toByteArray());
		for (String text : List.of(pem, node.keys.all().get(0).jwk().toJSONString(), KID)) {
			spellings.add(TestNode.utf8(text));
			spellings.add(TestNode.utf8(text + '\n'));
		}
		return spellings;
	}

	// J-90 to J-92: no encrypted token is ever opened
	@ParameterizedTest
	@ValueSource(strings = { "{\"alg\":\"dir\",\"enc\":\"A256GCM\"}", "{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"}",
			"{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"epk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}}",
			"{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A256GCM\",\"p2c\":2147483647,\"p2s\":\"AAAA\"}",
			"{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"zip\":\"DEF\"}" })
	void encryptedTokensAreRefused(String header) {
		assertRefused(decoder, TestNode.base64(header) + ".AAAA.AAAA.AAAA.AAAA", "base64url");
		assertRefused(decoder, TestNode.base64(header) + "..AAAA.AAAA.AAAA", "base64url");
		assertRefused(decoder, node.signedUnder(header), "header");
	}

	private static String header(String alg, String kid, String typ) {
		return "{\"alg\":" + alg + ",\"kid\":" + kid + ",\"typ\":" + typ + "}";
	}

}
