package io.github.jwtauth.boot.jose;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import io.github.jwtauth.MovableClock;
import org.junit.jupiter.api.Test;

import static io.github.jwtauth.boot.jose.TestRefusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Two nodes, one table of keys, and time (requirement R-61).
 */
class KeyRotationTests {

	private final MovableClock clock = new MovableClock(TestNode.START);

	private final TestSigningKeyStore store = new TestSigningKeyStore();

	private final TestNode first = new TestNode(this.store, this.clock);

	private final TestNode second = new TestNode(this.store, this.clock);

	private final String someToken = this.first.issue();

	@Test
	void everyNodeAcceptsWhatAnotherSigns() {
		assertAccepted(this.second, this.first.issue());
		assertAccepted(this.first, this.second.issue());
	}

	@Test
	void aSuccessorIsPublishedADayBeforeItSigns() {
		String original = this.first.keys.signer().key().kid();

		this.clock.advance(Duration.ofDays(89));
		this.first.ring.refresh();

		assertThat(publishedIds(this.first)).hasSize(2).startsWith(original);
		assertThat(this.first.keys.signer().key().kid()).isEqualTo(original);
		this.clock.advance(Duration.ofHours(24));
		assertThat(this.first.keys.signer().key().kid()).isNotEqualTo(original);
		assertThat(publishedIds(this.first)).endsWith(this.first.keys.signer().key().kid());
	}

	// nobody is logged out by a rotation
	@Test
	void tokensOfTheOldAndTheNewKeyAreAcceptedOnBothSidesOfARotation() {
		rotateSoon();
		String signedBefore = this.first.issue();
		this.clock.advance(Duration.ofMinutes(1));
		String signedAfter = this.first.issue();

		assertThat(kid(signedBefore)).isNotEqualTo(kid(signedAfter));
		assertAccepted(this.first, signedBefore);
		assertAccepted(this.second, signedBefore);
		assertAccepted(this.second, signedAfter);
	}

	// J-22: also a token that would not have expired
	@Test
	void aRetiredKeyIsGoneOnceItsLastTokenHasExpired() {
		rotateSoon();
		this.clock.advance(Duration.ofSeconds(29));
		String lastOfOldKey = this.first.issue();
		AccessTokenDecoder decoder = this.second.decoder();

		this.clock.advance(Duration.ofMinutes(15).plusSeconds(30));
		decoder.decode(lastOfOldKey);
		this.clock.advance(Duration.ofMinutes(6));

		assertRefused(decoder, lastOfOldKey, "kid");
		assertRefused(decoder::decodeExpired, lastOfOldKey, "kid");
		assertThat(publishedIds(this.second)).hasSize(1);
	}

	/** A node that has not heard of a key asks once before it refuses. */
	@Test
	void anUnknownKeyIsLookedForOnce() {
		this.clock.advance(Duration.ofDays(89));
		this.first.ring.refresh();
		this.clock.advance(Duration.ofDays(2));

		assertAccepted(this.second, this.first.issue());
	}

	// J-23
	@Test
	void unknownKeysCauseNoStormOnTheStore() {
		AccessTokenDecoder decoder = this.first.decoder();
		int before = this.store.reads.get();

		for (int i = 0; i < 10_000; i++) {
			assertRefused(decoder, withKid("unknown-" + i), "kid");
			if (i % 1_000 == 999) {
				this.clock.advance(Duration.ofMillis(999));
			}
		}

		assertThat(this.store.reads.get() - before).isEqualTo(1);
		this.clock.advance(Duration.ofMillis(10));
		assertRefused(decoder, withKid("unknown"), "kid");
		assertThat(this.store.reads.get() - before).isEqualTo(2);
	}

	@Test
	void aClockThatWasSetBackDoesNotStopTheLookUps() {
		AccessTokenDecoder decoder = this.first.decoder();
		assertRefused(decoder, withKid("unknown"), "kid");
		int before = this.store.reads.get();

		this.clock.advance(Duration.ofHours(-1));
		assertRefused(decoder, withKid("unknown"), "kid");

		assertThat(this.store.reads.get() - before).isEqualTo(1);
	}

	@Test
	void aStoreThatIsDownHarmsNoTokenOfAKnownKey() {
		String token = this.first.issue();
		this.store.down = true;

		assertRefused(this.second.decoder(), withKid("unknown"), "kid");
		assertAccepted(this.second, token);
		assertAccepted(this.second, this.second.issue());
	}

	/** Leaves the clock half a minute before the successor begins to sign. */
	private void rotateSoon() {
		this.clock.advance(Duration.ofDays(89));
		this.first.ring.refresh();
		this.second.ring.refresh();
		this.clock.advance(Duration.ofHours(24).minusSeconds(30));
	}

	private String withKid(String kid) {
		return TestNode.base64("{\"alg\":\"ES256\",\"kid\":\"" + kid + "\",\"typ\":\"at+jwt\"}")
				+ this.someToken.substring(this.someToken.indexOf('.'));
	}

	private static String kid(String token) {
		return new String(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))),
				StandardCharsets.US_ASCII);
	}

	private static List<String> publishedIds(TestNode node) {
		return node.keys.all().stream().map(PublishedKey::kid).toList();
	}

	private static void assertAccepted(TestNode node, String token) {
		assertThatCode(() -> node.decoder().decode(token)).doesNotThrowAnyException();
	}

}
