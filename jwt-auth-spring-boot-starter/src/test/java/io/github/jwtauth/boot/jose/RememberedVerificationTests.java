package io.github.jwtauth.boot.jose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.jwtauth.MovableClock;
import io.github.jwtauth.session.RevokedSessions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Decision 23: what is remembered of a token saves the signature and no other check.
 */
class RememberedVerificationTests {

	private final MovableClock clock = new MovableClock(TestNode.START);

	private final TestNode node = new TestNode(new TestSigningKeyStore(), this.clock);

	private final AtomicInteger verifications = new AtomicInteger();

	private final CountedKeys keys = new CountedKeys();

	private final RevokedSessions revoked = new RevokedSessions(this.clock, Duration.ofMinutes(17));

	private final AtomicBoolean hostAccepts = new AtomicBoolean(true);

	private final RememberedVerification remembered = new RememberedVerification(verification(), this.keys, 100,
			this.clock);

	private final AccessTokenDecoder decoder = decoder(this.remembered);

	private final String token = this.node.issue();

	@Test
	void theSignatureOfATokenIsComputedOnce() {
		Jwt first = this.decoder.decode(this.token);
		for (int i = 0; i < 10; i++) {
			assertThat(this.decoder.decode(new String(this.token.toCharArray()))).isEqualTo(first);
		}
		assertThat(this.verifications).hasValue(1);
	}

	@Test
	void withoutACacheItIsComputedEveryTime() {
		AccessTokenDecoder plain = decoder(verification());
		plain.decode(this.token);
		plain.decode(this.token);
		assertThat(this.verifications).hasValue(2);
	}

	@Test
	void aRememberedTokenExpires() { // J-42
		this.decoder.decode(this.token);
		this.clock.advance(Duration.ofMinutes(15).plusSeconds(30));
		this.decoder.decode(this.token);
		this.clock.advance(Duration.ofSeconds(1));
		assertRefused("exp");
		assertThat(this.decoder.decodeExpired(this.token).getSubject()).isEqualTo(TestNode.ACCOUNT.toString());
	}

	@Test
	void aRememberedTokenDiesWithItsSession() {
		this.decoder.decode(this.token);
		this.revoked.sessionEnded(TestNode.SESSION);
		assertRefused("session");
	}

	@Test
	void aRememberedTokenDiesWithItsKey() { // J-22
		this.decoder.decode(this.token);
		this.keys.gone = true;
		assertRefused("kid");
		assertThat(this.remembered.size()).isZero();
		this.keys.gone = false;
		this.decoder.decode(this.token);
		assertThat(this.verifications).hasValue(2);
	}

	@Test
	void anotherKeyOfTheSameNameIsAnotherKey() {
		this.decoder.decode(this.token);
		TestNode other = TestNode.standing();
		this.keys.replacement = other.keys.all().get(0);
		assertRefused("signature");
	}

	@Test
	void aTokenOfARetiredKeyIsRefusedOnceTheKeyIsGone() {
		this.clock.advance(Duration.ofDays(89));
		this.node.ring.refresh();
		this.clock.advance(Duration.ofHours(24).minusSeconds(1));
		String last = this.node.issue();
		this.decoder.decodeExpired(last);
		this.clock.advance(Duration.ofMinutes(22));
		assertThatExceptionOfType(InvalidAccessTokenException.class).isThrownBy(() -> this.decoder.decodeExpired(last))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo("kid"));
	}

	@Test
	void theHostIsAskedEveryTime() {
		this.decoder.decode(this.token);
		this.hostAccepts.set(false);
		assertRefused("validator of the application");
		this.hostAccepts.set(true);
		this.decoder.decode(this.token);
		assertThat(this.verifications).hasValue(1);
	}

	@Test
	void aTokenThatDiffersInOneCharacterIsAnotherToken() {
		this.decoder.decode(this.token);
		for (int at = 0; at < this.token.length(); at++) {
			char other = (this.token.charAt(at) == 'A') ? 'B' : 'A';
			String altered = this.token.substring(0, at) + other + this.token.substring(at + 1);
			assertThatExceptionOfType(InvalidAccessTokenException.class).isThrownBy(() -> this.decoder.decode(altered));
		}
		assertThat(this.remembered.size()).isEqualTo(1);
	}

	/** Same hash, another text. */
	@Test
	void aTokenWithTheSameHashIsAnotherToken() {
		this.decoder.decode(this.token);
		String[] parts = this.token.split("\\.");
		String forged = colliding(parts[0] + '.' + parts[1] + '.', parts[2]);
		assertThat(forged).hasSameHashCodeAs(this.token).isNotEqualTo(this.token);
		assertThatExceptionOfType(InvalidAccessTokenException.class).isThrownBy(() -> this.decoder.decode(forged));
	}

	@Test
	void junkIsNotRemembered() {
		for (int i = 0; i < 50; i++) {
			String junk = this.token.substring(0, this.token.length() - 4) + "AAA" + "AQgw".charAt(i % 4);
			assertThatExceptionOfType(InvalidAccessTokenException.class).isThrownBy(() -> this.decoder.decode(junk));
		}
		assertThat(this.remembered.size()).isZero();
	}

	@Test
	void memoryIsBounded() {
		for (int i = 0; i < 300; i++) {
			String jti = "token-" + i;
			this.decoder.decode(this.node.signed((claims) -> claims.put("jti", jti)));
		}
		assertThat(this.remembered.size()).isLessThanOrEqualTo(100);
	}

	/** What one request does to a claim, the next one must not see. */
	@Test
	void nobodyCanChangeWhatIsRemembered() {
		String nested = this.node.signed((claims) -> claims.put("tenant",
				Map.of("name", "blue", "sizes", List.of(1, 2), "more", List.of(Map.of("a", "b")))));
		Jwt jwt = this.decoder.decode(nested);
		assertUnmodifiable(jwt.getClaims());
		assertUnmodifiable(jwt.getHeaders());
		jwt.getClaims().values().forEach(RememberedVerificationTests::assertUnmodifiable);
		jwt.getClaimAsMap("tenant").put("name", "red");
		jwt.getClaimAsStringList("roles").add("ADMIN");
		Jwt again = this.decoder.decode(nested);
		assertThat(again.getClaimAsMap("tenant")).containsEntry("name", "blue");
		assertThat(again.getClaimAsStringList("roles")).containsExactly("USER");
	}

	@SuppressWarnings("unchecked")
	private static void assertUnmodifiable(Object value) {
		if (value instanceof Map<?, ?> map) {
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> ((Map<String, Object>) map).put("x", "y"));
			map.values().forEach(RememberedVerificationTests::assertUnmodifiable);
		}
		if (value instanceof List<?> list) {
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> ((List<Object>) list).add("x"));
			list.forEach(RememberedVerificationTests::assertUnmodifiable);
		}
	}

	/** Two neighbours moved against each other leave {@code String.hashCode} as it is. */
	private static String colliding(String head, String signature) {
		String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
		for (int at = 0; at < signature.length() - 2; at++) {
			char first = (char) (signature.charAt(at) + 1);
			char second = (char) (signature.charAt(at + 1) - 31);
			if (alphabet.indexOf(first) >= 0 && alphabet.indexOf(second) >= 0) {
				return head + signature.substring(0, at) + first + second + signature.substring(at + 2);
			}
		}
		throw new IllegalStateException("no such pair in this signature");
	}

	private void assertRefused(String reason) {
		assertThatExceptionOfType(InvalidAccessTokenException.class).isThrownBy(() -> this.decoder.decode(this.token))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(reason));
	}

	private TokenVerification verification() {
		return TokenVerification.of(new AccessTokenGate(this.keys), new AccessTokenContract(TestNode.SETTINGS));
	}

	private AccessTokenDecoder decoder(TokenVerification verification) {
		OAuth2TokenValidator<Jwt> host = (jwt) -> this.hostAccepts.get() ? OAuth2TokenValidatorResult.success()
				: OAuth2TokenValidatorResult.failure(new OAuth2Error("x"));
		return new AccessTokenDecoder(verification, SessionCheck.revocations(this.revoked), List.of(host), this.clock);
	}

	/** The keys of the node, with a counter of what is computed. */
	private final class CountedKeys implements PublishedKeys {

		private final Map<String, PublishedKey> counted = new HashMap<>();

		private boolean gone;

		private @Nullable PublishedKey replacement;

		@Override
		public @Nullable PublishedKey find(String kid) {
			if (this.gone) {
				return null;
			}
			PublishedKey real = RememberedVerificationTests.this.node.keys.find(kid);
			return (this.replacement != null) ? this.replacement
					: (real != null) ? this.counted.computeIfAbsent(kid, (id) -> count(real)) : null;
		}

		@Override
		public List<PublishedKey> all() {
			return new ArrayList<>(this.counted.values());
		}

		private PublishedKey count(PublishedKey key) {
			return new PublishedKey(key.key(), key.jwk(), key.header(), key.signatureLength(), (input, signature) -> {
				RememberedVerificationTests.this.verifications.incrementAndGet();
				return key.verifier().verifies(input, signature);
			});
		}

	}

}
