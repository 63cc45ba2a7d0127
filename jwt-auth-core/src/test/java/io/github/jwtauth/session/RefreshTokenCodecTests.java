package io.github.jwtauth.session;

import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.TestSecrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RefreshTokenCodecTests {

	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	private final RandomBytes random = RandomBytes.secure();

	private final RefreshTokenCodec codec = new RefreshTokenCodec(TestSecrets.keys());

	private final RefreshToken token = new RefreshToken(SessionId.random(this.random), 7, Salt.random(this.random));

	private final String encoded = this.codec.encode(this.token).reveal();

	@Test
	void tokenIsReadAsItWasWritten() {
		assertThat(this.encoded).matches("jar_[A-Za-z0-9_-]{98}");
		RefreshToken read = this.codec.decode(Secret.of(this.encoded)).orElseThrow();
		assertThat(read.sessionId()).isEqualTo(this.token.sessionId());
		assertThat(read.generation()).isEqualTo(7);
		assertThat(read.salt().bytes()).isEqualTo(this.token.salt().bytes());
	}

	@Test
	void sameTokenIsWrittenTheSameWay() {
		assertThat(this.codec.encode(this.token)).isEqualTo(Secret.of(this.encoded));
	}

	@Test
	void everyGenerationIsReadAsItWasWritten() {
		for (int generation : new int[] { 0, 1, 127, 128, 65_536, Integer.MAX_VALUE }) {
			RefreshToken one = new RefreshToken(this.token.sessionId(), generation, this.token.salt());
			assertThat(this.codec.decode(this.codec.encode(one))).map(RefreshToken::generation).contains(generation);
		}
	}

	@Test
	void everySingleOtherCharacterIsRefused() {
		AtomicInteger tried = new AtomicInteger();
		for (int at = 0; at < this.encoded.length(); at++) {
			for (char other : (ALPHABET + "+/= \u0000\u00e9").toCharArray()) {
				if (other != this.encoded.charAt(at)) {
					tried.incrementAndGet();
					assertRefused(this.encoded.substring(0, at) + other + this.encoded.substring(at + 1));
				}
			}
		}
		assertThat(tried).hasValue(102 * 69);
	}

	@Test
	void everyShorterOrLongerTextIsRefused() {
		for (int length = 0; length < this.encoded.length(); length++) {
			assertRefused(this.encoded.substring(0, length));
			assertRefused(this.encoded.substring(0, length) + this.encoded.substring(length + 1));
		}
		for (String suffix : List.of("=", "==", "A", "\n", " ", ".")) {
			assertRefused(this.encoded + suffix);
			assertRefused(suffix + this.encoded);
		}
	}

	@Test
	void otherCaseIsRefused() {
		assertRefused(this.encoded.toUpperCase(Locale.ROOT));
		assertRefused(this.encoded.toLowerCase(Locale.ROOT));
		for (int at = 0; at < this.encoded.length(); at++) {
			char letter = this.encoded.charAt(at);
			if (Character.isLetter(letter)) {
				char swapped = (char) (letter ^ ' ');
				assertRefused(this.encoded.substring(0, at) + swapped + this.encoded.substring(at + 1));
			}
		}
	}

	@Test
	void swappedPartsOfTwoGenuineTokensAreRefused() {
		String other = this.codec.encode(this.token.successor()).reveal();
		for (int at = 5; at < this.encoded.length(); at++) {
			String spliced = this.encoded.substring(0, at) + other.substring(at);
			if (!spliced.equals(this.encoded) && !spliced.equals(other)) {
				assertRefused(spliced);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "jar_", "null", "eyJhbGciOiJub25lIn0.e30.", "jar_ = " })
	void rubbishIsRefused(String text) {
		assertRefused(text);
	}

	@Test
	void allZeroTokenIsRefused() {
		assertRefused("jar_" + "A".repeat(98));
		assertRefused("jar_" + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[73]));
	}

	@Test
	void manyTokensAreAllDifferent() {
		Set<String> tokens = new HashSet<>();
		for (int i = 0; i < 100_000; i++) {
			tokens.add(this.codec.encode(new RefreshToken(SessionId.random(this.random), 0, Salt.random(this.random)))
				.reveal());
		}
		assertThat(tokens).hasSize(100_000);
	}

	@Test
	void tokensOfOneSessionAreAllDifferent() {
		Set<String> tokens = new HashSet<>();
		RefreshToken present = this.token;
		for (int i = 0; i < 1000; i++) {
			tokens.add(this.codec.encode(present).reveal());
			present = present.successor();
		}
		assertThat(tokens).hasSize(1000);
	}

	@Test
	void tokenOfAPreviousSecretIsAccepted() { // decision 5
		SecretKeys later = SecretKeys.of(TestSecrets.SECOND, List.of(TestSecrets.FIRST));
		RefreshTokenCodec swapped = new RefreshTokenCodec(later);
		assertThat(swapped.decode(Secret.of(this.encoded))).map(RefreshToken::generation).contains(7);
		Secret renewed = swapped.encode(this.token);
		assertThat(renewed).isNotEqualTo(Secret.of(this.encoded));
		assertThat(this.codec.decode(renewed)).isEmpty();
	}

	@Test
	void tokenOfAnUnknownSecretIsRefused() {
		RefreshTokenCodec other = new RefreshTokenCodec(SecretKeys.of(TestSecrets.SECOND, List.of()));
		assertThat(other.decode(Secret.of(this.encoded))).isEmpty();
	}

	@Test
	void secretIdOfAnotherSecretDoesNotBorrowItsKey() {
		RefreshTokenCodec both = new RefreshTokenCodec(SecretKeys.of(TestSecrets.SECOND, List.of(TestSecrets.FIRST)));
		byte[] first = Base64.getUrlDecoder().decode(this.encoded.substring(4));
		byte[] second = Base64.getUrlDecoder().decode(both.encode(this.token).reveal().substring(4));
		System.arraycopy(second, 1, first, 1, Integer.BYTES);
		assertThat(both.decode(Secret.of("jar_" + Base64.getUrlEncoder().withoutPadding().encodeToString(first))))
			.isEmpty();
	}

	@Test
	void tokenKeepsItsSaltToItself() {
		assertThat(this.token.toString())
			.isEqualTo("RefreshToken[sessionId=" + this.token.sessionId() + ", generation=7]");
		assertThat(this.token.salt()).hasToString("***");
		assertThat(this.token.salt().hash()).hasToString("***");
		assertThat(this.codec.encode(this.token)).hasToString("***");
	}

	@Test
	void saltIsDrawnAndHashed() {
		AtomicInteger drawn = new AtomicInteger();
		Salt salt = Salt.random((length) -> {
			drawn.addAndGet(length);
			return new byte[length];
		});
		assertThat(drawn).hasValue(16);
		assertThat(HexFormat.of().formatHex(salt.hash().bytes()))
			.isEqualTo("374708fff7719dd5979ec875d56cd2286f6d3cf7ec317a3b25632aab28ec37bb");
		assertThat(salt.hash()).isEqualTo(new SaltHash(salt.hash().bytes())).isNotEqualTo(Salt.random(this.random));
	}

	@Test
	void impossibleTokensCannotBeMade() {
		Salt salt = Salt.random(this.random);
		SessionId id = new SessionId(UUID.randomUUID());
		assertThatIllegalArgumentException().isThrownBy(() -> new RefreshToken(id, -1, salt));
		assertThatIllegalArgumentException().isThrownBy(() -> new Salt(new byte[15]));
		assertThatIllegalArgumentException().isThrownBy(() -> new SaltHash(new byte[31]));
	}

	private void assertRefused(String text) {
		assertThat(this.codec.decode(Secret.of(text))).isEmpty();
	}

}
