package io.github.jwtauth.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.TestSecrets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * what becomes of the shared keys when the configuration names another algorithm.
 */
class SigningAlgorithmChangeTests {

	private final MovableClock clock = MovableClock.atNoon();

	private final InMemorySigningKeyStore store = new InMemorySigningKeyStore(new InMemoryTransactions());

	@Test
	void firstKeyHasTheConfiguredAlgorithm() {
		SigningKeyRing secret = started(SigningAlgorithm.HS256);
		assertThat(secret.active().algorithm()).isEqualTo(SigningAlgorithm.HS256);
		assertThat(secret.active().verification()).isEqualTo(secret.active().signing());
		assertThat(this.store.findAll().get(0).publicKey()).isEmpty();
	}

	@Test
	void successorOfTheSameKindIsPublishedAheadLikeAnyOther() {
		SigningKeyRing before = started(SigningAlgorithm.ES256);
		SigningKeyRing after = started(SigningAlgorithm.PS256);
		before.refresh();

		for (SigningKeyRing ring : List.of(before, after)) {
			assertThat(ring.active().algorithm()).isEqualTo(SigningAlgorithm.ES256);
			assertPublished(ring, SigningAlgorithm.ES256, SigningAlgorithm.PS256);
		}
		this.clock.advance(Duration.ofHours(24));
		for (SigningKeyRing ring : List.of(before, after)) {
			ring.refresh();
			assertThat(ring.active().algorithm()).isEqualTo(SigningAlgorithm.PS256);
			assertPublished(ring, SigningAlgorithm.ES256, SigningAlgorithm.PS256);
		}
		this.clock.advance(Duration.ofMinutes(21));
		after.refresh();
		assertPublished(after, SigningAlgorithm.PS256);
	}

	/** A rolling deployment: nodes of both configurations run side by side. */
	@Test
	void runningNodesDoNotUndoTheChoiceOfTheLatestStart() {
		SigningKeyRing before = started(SigningAlgorithm.ES256);
		SigningKeyRing after = started(SigningAlgorithm.PS256);
		for (int minute = 0; minute < 5; minute++) {
			before.refresh();
			after.refresh();
			this.clock.advance(Duration.ofMinutes(1));
		}
		started(SigningAlgorithm.PS256);
		assertThat(this.store.findAll()).hasSize(2);
	}

	@Test
	void rotationKeepsTheAlgorithmOfTheLatestKey() {
		SigningKeyRing before = started(SigningAlgorithm.ES256);
		SigningKeyRing after = started(SigningAlgorithm.HS256);
		this.clock.advance(Duration.ofDays(90));
		before.refresh();
		after.refresh();
		assertPublished(before, SigningAlgorithm.HS256, SigningAlgorithm.HS256);
	}

	@Test
	void secretAndPublicKeysDoNotMix() {
		SigningKeyRing before = started(SigningAlgorithm.ES256);
		SigningKeyRing after = started(SigningAlgorithm.HS256);
		assertThat(after.active().algorithm()).isEqualTo(SigningAlgorithm.HS256);
		assertPublished(after, SigningAlgorithm.HS256);
		assertThat(this.store.findAll()).hasSize(1);
		before.refresh();
		assertPublished(before, SigningAlgorithm.HS256);

		SigningKeyRing back = started(SigningAlgorithm.ES256);
		assertThat(back.active().algorithm()).isEqualTo(SigningAlgorithm.ES256);
		assertPublished(back, SigningAlgorithm.ES256);
	}

	@Test
	void voidKeysAreLeftOutBeforeTheyAreDeleted() {
		started(SigningAlgorithm.ES256);
		StoredSigningKey old = this.store.findAll().get(0);
		started(SigningAlgorithm.HS256);
		this.store.insertIfAbsent(old);
		SigningKeyRing late = started(SigningAlgorithm.HS256);
		assertPublished(late, SigningAlgorithm.HS256);
		assertThat(this.store.findAll()).extracting(StoredSigningKey::kid).doesNotContain(old.kid());
	}

	@Test
	void nodesThatStartTogetherMakeOneSuccessor() {
		started(SigningAlgorithm.ES256);
		TestRace.of(10, () -> started(SigningAlgorithm.HS256));
		assertThat(this.store.findAll()).hasSize(1);
	}

	/** Somebody took the place for an ordinary successor in the meantime. */
	@Test
	void choiceIsMadeAfterALostRace() {
		started(SigningAlgorithm.HS256);
		SigningKeyStore contested = new ContestedStore();
		SigningKeyRing ring = ring(SigningAlgorithm.ES256, contested);
		ring.start();
		assertThat(ring.active().algorithm()).isEqualTo(SigningAlgorithm.ES256);
		assertThat(ring.active().sequence()).isEqualTo(3);
	}

	private void assertPublished(SigningKeyRing ring, SigningAlgorithm... algorithms) {
		assertThat(ring.published()).extracting(SigningKey::algorithm).containsExactly(algorithms);
	}

	private SigningKeyRing started(SigningAlgorithm algorithm) {
		SigningKeyRing ring = ring(algorithm, this.store);
		ring.start();
		return ring;
	}

	private SigningKeyRing ring(SigningAlgorithm algorithm, SigningKeyStore store) {
		AtRestEncryption encryption = new AtRestEncryption(SecretKeys.of(TestSecrets.FIRST, List.of()),
				RandomBytes.secure());
		return new SigningKeyRing(store, encryption,
				KeyRotationSettings.every(algorithm, Duration.ofDays(90), Duration.ofMinutes(15)), RandomBytes.secure(),
				this.clock);
	}

	/** Another node is faster, once. */
	private final class ContestedStore implements SigningKeyStore {

		private boolean raced;

		@Override
		public List<StoredSigningKey> findAll() {
			return SigningAlgorithmChangeTests.this.store.findAll();
		}

		@Override
		public boolean insertIfAbsent(StoredSigningKey key) {
			if (!this.raced) {
				this.raced = true;
				StoredSigningKey theirs = findAll().get(0);
				Instant now = SigningAlgorithmChangeTests.this.clock.instant();
				SigningAlgorithmChangeTests.this.store.insertIfAbsent(new StoredSigningKey("theirs",
						SigningAlgorithm.HS256, 2, new byte[0], theirs.sealedPrivateKey(), now, now));
			}
			return SigningAlgorithmChangeTests.this.store.insertIfAbsent(key);
		}

		@Override
		public void reseal(String kid, byte[] sealedPrivateKey) {
			SigningAlgorithmChangeTests.this.store.reseal(kid, sealedPrivateKey);
		}

		@Override
		public void delete(String kid) {
			SigningAlgorithmChangeTests.this.store.delete(kid);
		}

	}

}
