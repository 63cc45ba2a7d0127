package io.github.jwtauth.boot.jose;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.nimbusds.jose.crypto.impl.ECDSA;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.jwtauth.boot.jose.TestRefusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A token has one spelling. Whoever remembers tokens, to refuse or to reuse them, may
 * compare them as text.
 */
@ExtendWith(TestRefusals.class)
class TokenSpellingTests {

	private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	private static final BigInteger N = new BigInteger(
			"ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

	private static final String[] ANY_REASON = { "length", "segments", "base64url", "header", "header JSON",
			"header encoding", "kid", "signature length", "signature", "payload JSON", "payload encoding", "number",
			"surrogate", "duplicate", "JSON" };

	private static final TestNode node = TestNode.standing();

	private static final AccessTokenDecoder decoder = node.decoder();

	/** What the gate remembers of a good token must not help a bad one. */
	@BeforeAll
	static void acceptOne() {
		decoder.decode(node.issue());
	}

	private static final String TOKEN = node.issue();

	/** Each bit of each character, and each kind of foreign character in each place. */
	@Test
	void noOtherCharacterAnywhereMakesAnotherSpelling() {
		assertAllRefused(IntStream.range(0, TOKEN.length())
			.boxed()
			.flatMap((at) -> substitutes(TOKEN.charAt(at))
				.map((other) -> TOKEN.substring(0, at) + other + TOKEN.substring(at + 1))));
	}

	/** All characters, where the bits are that no octet uses. */
	@Test
	void noSegmentCanEndInAnotherWay() {
		int first = TOKEN.indexOf('.');
		assertAllRefused(Stream.of(first - 1, TOKEN.lastIndexOf('.') - 1, TOKEN.length() - 1)
			.flatMap((at) -> characters(BASE64URL).filter((other) -> other != TOKEN.charAt(at))
				.map((other) -> TOKEN.substring(0, at) + other + TOKEN.substring(at + 1))));
	}

	@Test
	void noCharacterAnywhereCanBeAdded() {
		assertAllRefused(IntStream.rangeClosed(0, TOKEN.length())
			.boxed()
			.flatMap((at) -> characters("A_=. \n%")
				.map((added) -> TOKEN.substring(0, at) + added + TOKEN.substring(at))));
	}

	@Test
	void noCharacterAnywhereCanBeLeftOut() {
		assertAllRefused(
				IntStream.range(0, TOKEN.length()).mapToObj((at) -> TOKEN.substring(0, at) + TOKEN.substring(at + 1)));
	}

	/** The same damage on every run; only the mapped refusal may come out. */
	@Test
	void damageOfEveryKindIsRefused() {
		Random random = new Random(20261120);
		assertAllRefused(Stream.generate(() -> damaged(random)).limit(5000).filter((token) -> !token.equals(TOKEN)));
	}

	// J-76, J-77, J-83, J-84
	@ParameterizedTest
	@MethodSource("otherForms")
	void otherFormsAreRefused(String token) {
		assertRefused(decoder, token, "length", "segments", "base64url", "header JSON", "header");
	}

	static Stream<String> otherForms() {
		String[] parts = TOKEN.split("\\.");
		String flattened = "{\"payload\":\"" + parts[1] + "\",\"protected\":\"" + parts[0] + "\",\"signature\":\""
				+ parts[2] + "\"}";
		String general = "{\"payload\":\"" + parts[1] + "\",\"signatures\":[{\"protected\":\"" + parts[0]
				+ "\",\"signature\":\"" + parts[2] + "\"}]}";
		return Stream.of("", ".", "..", "...", parts[0], parts[0] + '.' + parts[1], parts[0] + '.' + parts[1] + '.',
				'.' + parts[1] + '.' + parts[2], parts[0] + ".." + parts[2], TOKEN + '.', TOKEN + ".AAAA",
				TOKEN + ".AAAA.AAAA", flattened, general, TestNode.base64(flattened), ' ' + TOKEN, TOKEN + ' ',
				'\t' + TOKEN, TOKEN + "\r\n", TOKEN + '=', TOKEN + "==", TOKEN + "%3D", TOKEN + '?', TOKEN + '#',
				TOKEN + '\u0000', TOKEN + '\uFF21', "\uD83D\uDE00".repeat(30) + ".A.A", TOKEN + "\uD83D\uDE00",
				TOKEN.replace('.', '\u3002'), "Bearer " + TOKEN, TOKEN + ',' + TOKEN,
				parts[0] + "==." + parts[1] + '.' + parts[2], ".".repeat(1_000_000), "A".repeat(1_000_000),
				"A".repeat(1_000_000) + '.' + parts[1] + '.' + parts[2],
				node.signed(node.header() + " ".repeat(20_000), "{}"),
				node.signed((claims) -> claims.put("x", "y".repeat(1_000_000))),
				node.signed((claims) -> claims.put("x", "y".repeat(2_700))));
	}

	// J-85
	@Test
	void aTokenInATokenIsRefused() {
		assertRefused(decoder, node.signed(node.header(), TOKEN), "payload JSON");
		assertRefused(decoder, node.signed(node.header(), '"' + TOKEN + '"'), "payload JSON");
	}

	// J-80, CVE-2022-21449
	@ParameterizedTest
	@MethodSource("degenerateSignatures")
	void degenerateSignaturesAreRefused(byte[] signature) {
		assertRefused(decoder, withSignature(signature), "signature", "signature length", "base64url");
	}

	static Stream<byte[]> degenerateSignatures() throws Exception {
		byte[] good = Base64.getUrlDecoder().decode(TOKEN.substring(TOKEN.lastIndexOf('.') + 1));
		BigInteger r = new BigInteger(1, Arrays.copyOf(good, 32));
		BigInteger s = new BigInteger(1, Arrays.copyOfRange(good, 32, 64));
		return Stream.of(signature(BigInteger.ZERO, BigInteger.ZERO), signature(BigInteger.ZERO, s),
				signature(r, BigInteger.ZERO), signature(N, s), signature(r, N), signature(N, N),
				signature(r, BigInteger.ONE), signature(BigInteger.ONE, BigInteger.ONE), Arrays.copyOf(good, 63),
				Arrays.copyOf(good, 65), Arrays.copyOf(good, 96), ECDSA.transcodeSignatureToDER(good), new byte[0],
				new byte[64]);
	}

	/**
	 * J-81: with (r, s) also (r, n - s) is a valid ECDSA signature, and the standards do
	 * not say which to write. This is the only other spelling: a token must never be
	 * refused by its text alone, only by {@code jti} or {@code sid}.
	 */
	@Test
	void theTwinOfASignatureIsTheOnlyOtherSpelling() {
		byte[] good = Base64.getUrlDecoder().decode(TOKEN.substring(TOKEN.lastIndexOf('.') + 1));
		BigInteger r = new BigInteger(1, Arrays.copyOf(good, 32));
		BigInteger s = new BigInteger(1, Arrays.copyOfRange(good, 32, 64));
		String twin = withSignature(signature(r, N.subtract(s)));

		assertThat(twin).isNotEqualTo(TOKEN);
		assertThat(decoder.decode(twin).getId()).isEqualTo(decoder.decode(TOKEN).getId());
		assertRefused(node.decoder((token) -> !token.sessionId().equals(TestNode.SESSION)), twin, "session");
	}

	/** The curve of the constant above is the curve of the keys. */
	@Test
	void theTwinIsComputedInTheGroupOfTheKeys() {
		ECPublicKey key = (ECPublicKey) node.ring.active().verification();

		assertThat(key.getParams().getOrder()).isEqualTo(N);
		assertRefused(decoder, "", "segments");
	}

	private static void assertAllRefused(Stream<String> tokens) {
		tokens.forEach((token) -> assertRefused(decoder, token, ANY_REASON));
	}

	private static Stream<Character> substitutes(char original) {
		int value = BASE64URL.indexOf(original);
		Stream<Character> foreign = characters("=. +/\u00e9").filter((other) -> other != original);
		return (value < 0) ? foreign
				: Stream.concat(foreign, IntStream.range(0, 6).mapToObj((bit) -> BASE64URL.charAt(value ^ (1 << bit))));
	}

	private static Stream<Character> characters(String text) {
		return text.chars().mapToObj((character) -> (char) character);
	}

	private static String damaged(Random random) {
		StringBuilder token = new StringBuilder(TOKEN);
		for (int i = random.nextInt(4); i >= 0; i--) {
			int at = random.nextInt(token.length());
			switch (random.nextInt(4)) {
				case 0 -> token.setCharAt(at, (char) random.nextInt(0x180));
				case 1 -> token.delete(at, Math.min(token.length(), at + 1 + random.nextInt(40)));
				case 2 -> token.insert(at, TOKEN, 0, random.nextInt(TOKEN.length()));
				default -> token.insert(at, BASE64URL.charAt(random.nextInt(64)));
			}
		}
		return token.toString();
	}

	private static String withSignature(byte[] signature) {
		return TOKEN.substring(0, TOKEN.lastIndexOf('.') + 1) + TestNode.base64(signature);
	}

	private static byte[] signature(BigInteger r, BigInteger s) {
		byte[] signature = new byte[64];
		put(r, signature, 0);
		put(s, signature, 32);
		return signature;
	}

	private static void put(BigInteger value, byte[] target, int offset) {
		byte[] bytes = value.toByteArray();
		int length = Math.min(bytes.length, 32);
		System.arraycopy(bytes, bytes.length - length, target, offset + 32 - length, length);
	}

}
