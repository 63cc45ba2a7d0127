package io.github.jwtauth.boot.jose;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import com.nimbusds.jose.util.JSONObjectUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.jwtauth.boot.jose.TestRefusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Claims that an access token of ours never has, all signed with the real key: what if
 * somebody else, or another part of the application, signs with it as well?
 */
@ExtendWith(TestRefusals.class)
class HostileClaimsTests {

	private static final TestNode node = TestNode.standing();

	private static final AccessTokenDecoder decoder = node.decoder();

	/** What the gate remembers of a good token must not help a bad one. */
	@BeforeAll
	static void acceptOne() {
		decoder.decode(node.issue());
	}

	private static final long NOW = TestNode.START.getEpochSecond();

	// J-40, J-56, J-57, J-59, J-60
	@ParameterizedTest
	@ValueSource(strings = { "iss", "sub", "aud", "client_id", "jti", "sid", "iat", "exp", "auth_time", "amr", "roles",
			"email_verified" })
	void noClaimIsOptional(String claim) {
		assertRefused(decoder, node.signed((claims) -> claims.remove(claim)), claim);
		assertRefused(decoder, node.signed((claims) -> claims.put(claim, null)), claim);
		assertRefused(decoder, node.signed((claims) -> claims.put(claim, Map.of("a", 1))), claim);
	}

	@ParameterizedTest
	@MethodSource("wrongValues")
	void everyClaimHasItsTypeAndValue(String claim, Object value) {
		assertRefused(decoder, node.signed((claims) -> claims.put(claim, value)), claim,
				(claim.equals("exp") || claim.equals("iat")) ? "lifetime" : claim);
	}

	static Stream<Arguments> wrongValues() {
		return Stream.of(
				// J-56
				of("iss", "https://other", "HTTPS://ISS", "https://iss/", "", 1, List.of("https://iss")),
				// J-57, J-58
				of("aud", "other", "", List.of("other"), List.of(1, 2), List.of("api"), List.of("api", "other"),
						List.of(), manyAudiences()),
				// J-59
				of("client_id", "other", "", 1, List.of("c")), of("jti", "", 1, List.of("x")),
				// J-61
				of("sub", "", 1, TestNode.ACCOUNT + "\u0000", " " + TestNode.ACCOUNT, "x".repeat(1000), "admin",
						TestNode.ACCOUNT.toString().toUpperCase(Locale.ROOT)),
				of("sid", "", 1, "x", TestNode.SESSION + "\u0000"),
				// J-40, J-41
				of("exp", String.valueOf(NOW + 60), true, List.of(NOW + 60), -1, NOW + 60.5, 1e18, 1e308,
						99999999999999L, Long.MAX_VALUE, Long.MIN_VALUE),
				of("iat", String.valueOf(NOW), false, NOW + 0.5, -1, 99999999999999L, Long.MAX_VALUE),
				of("nbf", String.valueOf(NOW), false, NOW + 0.5, -1, Long.MAX_VALUE),
				of("auth_time", String.valueOf(NOW), NOW + 0.5, -1, Long.MAX_VALUE),
				of("amr", "pwd", 1, List.of(1), List.of(List.of("pwd"))),
				// R-18: only methods of amr, only older than auth_time
				of("amr_times", "pwd", 1, true, List.of(NOW - 1), Map.of(), Map.of("otp", NOW - 1), Map.of("pwd", NOW),
						Map.of("pwd", NOW + 1), Map.of("pwd", -1), Map.of("pwd", NOW - 0.5), Map.of("pwd", "1"),
						Map.of("pwd", Map.of()), Map.of("pwd", Long.MIN_VALUE)),
				of("roles", "ADMIN", 1, List.of(1), Arrays.asList("USER", null)),
				of("email_verified", "true", 1, List.of(true)))
			.flatMap((arguments) -> arguments);
	}

	@Test
	void timesThatAreNullAreRefused() {
		assertRefused(decoder, node.signed((claims) -> claims.put("amr_times", null)), "amr_times");
		assertThat(decoder.decode(node.signed((claims) -> claims.put("amr_times", Map.of("pwd", NOW - 1)))))
			.isNotNull();
	}

	private static Stream<Arguments> of(String claim, Object... values) {
		return Stream.of(values).map((value) -> arguments(claim, value));
	}

	private static List<String> manyAudiences() {
		List<String> audiences = new ArrayList<>(Collections.nCopies(200, "other"));
		audiences.add("api");
		return audiences;
	}

	// J-55
	@Test
	void anotherProductsTokenIsRefused() {
		assertRefused(decoder, node.signed((claims) -> {
			claims.clear();
			claims.putAll(Map.of("iss", "https://iss", "sub", "42", "aud", "other-app", "iat", NOW, "exp", NOW + 300,
					"nonce", "x"));
		}), "aud");
	}

	// J-40, J-70, J-72 to J-75
	@ParameterizedTest
	@MethodSource("notStrictJson")
	void thePayloadIsOneStrictObject(String payload) {
		assertRefused(decoder, node.signed(node.header(), payload), "payload JSON", "number", "surrogate", "duplicate");
	}

	static Stream<String> notStrictJson() {
		String good = payload();
		String open = good.substring(0, good.length() - 1);
		return Stream.of(good + " {}", good + "{}", good + "x", good + ",", "[" + good + "]",
				"\"" + TestNode.ACCOUNT + "\"", "null", "1", " ", "{", "}", "//x\n" + good, "/**/" + good,
				good.replace('"', '\''), open + ",}", open + ",\"x\":NaN}", open + ",\"x\":Infinity}",
				open + ",\"x\":-Infinity}", open + ",\"x\":01}", open + ",\"x\":+1}", open + ",\"x\":.5}",
				open + ",\"x\":tru}", open + ",\"sub\":\"" + TestNode.ACCOUNT + "\"}",
				open + ",\"s\\u0075b\":\"other\"}", open + ",\"x\":{\"y\":1,\"y\":2}}",
				open + ",\"x\":[{\"y\":1,\"y\":2}]}", '\uFEFF' + good, open + ",\"x\":\"\\ud800\"}",
				open + ",\"x\":\"\\udc00\\ud800\"}", open + ",\"\\ud83d\":1}", open + ",\"x\":\"\u0001\"}",
				open + ",\"x\":\"\\x41\"}", open + ",\"x\":1e999999999}", open + ",\"x\":1e400}",
				open + ",\"x\":" + "9".repeat(33) + "}", open + ",\"x\":9223372036854775808}",
				open + ",\"x\":" + "9".repeat(2000) + "}", good.replaceFirst("\"exp\":\\d+", "\"exp\":1e999999999"),
				good.replaceFirst("\"exp\":\\d+", "\"exp\":" + "9".repeat(2000)),
				open + ",\"x\":" + "[".repeat(8) + "]".repeat(8) + "}",
				open + ",\"x\":" + "[".repeat(200) + "]".repeat(200) + "}", open + ",\"x\":" + "{\"a\":".repeat(200));
	}

	// J-72
	@ParameterizedTest
	@ValueSource(strings = { "C1A1", "C080", "EDA080", "FF", "F8888080", "E282", "80", "F4908080" })
	void octetsThatAreNotUtf8AreRefused(String hex) {
		byte[] octets = HexFormat.of().parseHex(hex);
		byte[] payload = TestNode.utf8(payload().replace("}", ",\"x\":\"@\"}"));
		byte[] header = TestNode.utf8(node.header());

		assertRefused(decoder, node.signed(header, replaceAt(payload, octets)), "payload encoding");
		assertRefused(decoder, node.signed(replaceAt(TestNode.utf8(node.header().replace("at+jwt", "@")), octets),
				TestNode.utf8(payload())), "header encoding");
	}

	private static byte[] replaceAt(byte[] text, byte[] octets) {
		String latin = new String(text, StandardCharsets.ISO_8859_1);
		String replaced = latin.replace("@", new String(octets, StandardCharsets.ISO_8859_1));
		return replaced.getBytes(StandardCharsets.ISO_8859_1);
	}

	// J-72: encodings that a JSON parser would guess
	@ParameterizedTest
	@ValueSource(strings = { "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32" })
	void onlyUtf8IsRead(String charset) throws Exception {
		assertRefused(decoder, node.signed(TestNode.utf8(node.header()), payload().getBytes(charset)), "payload JSON",
				"payload encoding");
		assertRefused(decoder, node.signed(node.header().getBytes(charset), TestNode.utf8(payload())), "header JSON",
				"header encoding");
	}

	private static String payload() {
		return JSONObjectUtils.toJSONString(node.perfect());
	}

}
