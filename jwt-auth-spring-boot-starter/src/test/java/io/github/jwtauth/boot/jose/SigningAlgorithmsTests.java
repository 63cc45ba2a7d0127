package io.github.jwtauth.boot.jose;

import java.security.Key;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.token.SigningAlgorithm;
import io.github.jwtauth.token.SigningKey;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.jwtauth.boot.jose.TestRefusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * every algorithm signs and verifies with its own keys, in the form of RFC 7518,
 * and with nothing else. Compared with another implementation.
 */
@ExtendWith(TestRefusals.class)
class SigningAlgorithmsTests {

	private static final Map<SigningAlgorithm, TestNode> NODES = new EnumMap<>(SigningAlgorithm.class);

	static TestNode node(SigningAlgorithm algorithm) {
		return NODES.computeIfAbsent(algorithm, (one) -> new TestNode(one, SignatureProvider.jdk(),
				new TestSigningKeyStore(), new MovableClock(TestNode.START)));
	}

	@ParameterizedTest
	@EnumSource
	void whatIsSignedIsAcceptedByAnotherImplementation(SigningAlgorithm algorithm) throws Exception {
		TestNode node = node(algorithm);
		String token = node.issue();
		String[] parts = token.split("\\.");

		assertThat(new String(Base64.getUrlDecoder().decode(parts[0]))).isEqualTo(node.header());
		assertThat(node.decoder().decode(token).getHeaders()).containsEntry("alg", algorithm.name());
		assertThat(verifier(node).verify(new JWSHeader(JWSAlgorithm.parse(algorithm.name())),
				TestNode.utf8(parts[0] + '.' + parts[1]), new Base64URL(parts[2])))
			.isTrue();
		assertRefused(node.decoder(), token.substring(0, token.length() - 8) + "AAAAAAAA", "signature");
	}

	@ParameterizedTest
	@EnumSource
	void whatAnotherImplementationSignsIsAccepted(SigningAlgorithm algorithm) throws Exception {
		TestNode node = node(algorithm);
		String ours = node.issue();
		String input = ours.substring(0, ours.lastIndexOf('.'));
		Base64URL signature = signer(node).sign(new JWSHeader(JWSAlgorithm.parse(algorithm.name())),
				TestNode.utf8(input));

		assertThat(node.decoder().decode(input + '.' + signature).getSubject()).isEqualTo(TestNode.ACCOUNT.toString());
		assertRefused(node.decoder(), "", "segments");
	}

	// a secret is in no set
	@ParameterizedTest
	@EnumSource
	void onlyPublicMembersArePublished(SigningAlgorithm algorithm) throws Exception {
		TestNode node = node(algorithm);
		JwksController.JwkSet set = new JwksController(node.keys).keys().getBody();
		if (algorithm.isSymmetric()) {
			assertThat(set.keys()).isEmpty();
		}
		else {
			assertThat(set.keys()).singleElement().satisfies((members) -> {
				assertThat(members).containsEntry("alg", algorithm.name()).containsEntry("use", "sig");
				assertThat(members).doesNotContainKeys("d", "p", "q", "dp", "dq", "qi", "k");
				assertThat(JWK.parse(members).computeThumbprint()).hasToString(node.ring.active().kid());
			});
		}
		assertRefused(node.decoder(), "", "segments");
	}

	// J-04: signed with the real key, under every other name
	static Stream<SigningAlgorithm[]> pairs() {
		return Arrays.stream(SigningAlgorithm.values())
			.flatMap((one) -> Arrays.stream(SigningAlgorithm.values())
				.filter((other) -> other != one)
				.map((other) -> new SigningAlgorithm[] { one, other }));
	}

	@ParameterizedTest
	@MethodSource("pairs")
	void aTokenDoesNotChooseAnotherAlgorithm(SigningAlgorithm ours, SigningAlgorithm named) {
		TestNode node = node(ours);
		node.decoder().decode(node.issue());

		assertRefused(node.decoder(), node.signedUnder(node.header().replace(ours.name(), named.name())), "header");
	}

	/** RSASSA-PSS and RSASSA-PKCS1-v1_5 have keys and lengths in common. */
	@ParameterizedTest
	@EnumSource(names = { "PS256", "RS256" })
	void thePaddingIsTheKeys(SigningAlgorithm ours) {
		TestNode node = node(ours);
		SigningAlgorithm other = (ours == SigningAlgorithm.PS256) ? SigningAlgorithm.RS256 : SigningAlgorithm.PS256;
		String input = node.issue().substring(0, node.issue().indexOf('.') + 1) + TestNode.base64("{}");
		byte[] signature = SignatureProvider.jdk()
			.signer(other, node.ring.active().signing())
			.sign(TestNode.utf8(input));

		assertRefused(node.decoder(), input + '.' + TestNode.base64(signature), "signature");
	}

	// J-04: HMAC of other lengths, with the real secret
	@ParameterizedTest
	@ValueSource(strings = { "384", "512" })
	void longerHmacsAreRefused(String bits) throws Exception {
		TestNode node = node(SigningAlgorithm.HS256);
		Mac mac = Mac.getInstance("HmacSHA" + bits);
		mac.init(node.ring.active().signing());
		for (String name : List.of("HS" + bits, "HS256")) {
			String input = TestNode.base64(node.header().replace("HS256", name)) + '.' + node.issue().split("\\.")[1];
			assertRefused(node.decoder(), input + '.' + TestNode.base64(mac.doFinal(TestNode.utf8(input))), "header",
					"signature length");
		}
	}

	// J-03: RS to HS, ES to HS
	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HS256")
	void aPublicKeyIsNoSharedSecret(SigningAlgorithm algorithm) throws Exception {
		TestNode node = node(algorithm);
		byte[] der = node.ring.active().verification().getEncoded();
		String pem = TestKeys.pem("PUBLIC KEY", der);
		for (byte[] secret : List.of(der, TestNode.utf8(pem), TestNode.utf8(pem.strip()),
				TestNode.utf8(node.keys.all().get(0).jwk().toJSONString()))) {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret, "HmacSHA256"));
			for (String name : List.of("HS256", algorithm.name())) {
				String input = TestNode.base64(node.header().replace(algorithm.name(), name)) + '.'
						+ node.issue().split("\\.")[1];
				assertRefused(node.decoder(), input + '.' + TestNode.base64(mac.doFinal(TestNode.utf8(input))),
						"header", "signature length");
			}
		}
	}

	private static JWSVerifier verifier(TestNode node) throws Exception {
		SigningKey key = node.ring.active();
		return switch (key.algorithm()) {
			case ES256 -> new ECDSAVerifier((ECPublicKey) key.verification());
			case PS256, RS256 -> new RSASSAVerifier((RSAPublicKey) key.verification());
			case HS256 -> new MACVerifier(key.verification().getEncoded());
		};
	}

	private static JWSSigner signer(TestNode node) throws Exception {
		Key key = node.ring.active().signing();
		return switch (node.ring.active().algorithm()) {
			case ES256 -> new ECDSASigner((PrivateKey) key, Curve.P_256);
			case PS256, RS256 -> new RSASSASigner((PrivateKey) key);
			case HS256 -> new MACSigner(key.getEncoded());
		};
	}

}
