package io.github.jwtauth.token;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.jwtauth.TestRace;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link SigningKeyStore} promises, for every implementation: extend it and answer
 * {@link #store()}. The boxes in these tests hold no real keys.
 */
public abstract class SigningKeyStoreContract {

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	/**
	 * The store under test.
	 * @return the same one whenever it is asked during a test, empty when the test begins
	 */
	protected abstract SigningKeyStore store();

	/**
	 * Runs calls of the store in one transaction, from many threads at once. Override it
	 * where the store needs one.
	 * @param <T> what the work returns
	 * @param work calls of the store
	 * @return what the work returned, after the commit
	 */
	protected <T> T inTransaction(Supplier<? extends T> work) {
		return work.get();
	}

	@Test
	void emptyStoreHasNoKeys() {
		assertThat(findAll()).isEmpty();
	}

	@Test
	void insertedKeyIsFoundAsItWas() {
		StoredSigningKey key = key(1);
		assertThat(insert(key)).isTrue();
		assertThat(findAll()).usingRecursiveFieldByFieldElementComparator().containsExactly(key);
	}

	@Test
	void keysOfEveryAlgorithmAreKept() {
		int sequence = 0;
		for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
			byte[] publicKey = algorithm.isSymmetric() ? new byte[0] : new byte[422];
			StoredSigningKey key = new StoredSigningKey(UUID.randomUUID().toString(), algorithm, ++sequence, publicKey,
					new byte[2000], this.now, this.now);
			assertThat(insert(key)).isTrue();
			assertThat(findAll()).usingRecursiveFieldByFieldElementComparator().contains(key);
		}
	}

	@Test
	void keysAreOrderedBySequence() {
		for (int sequence : List.of(10, 2, 1, 11, 3)) {
			insert(key(sequence));
		}
		assertThat(findAll()).extracting(StoredSigningKey::sequence).containsExactly(1, 2, 3, 10, 11);
	}

	@Test
	void keyWithATakenSequenceIsNotInserted() {
		StoredSigningKey first = key(1);
		insert(first);
		assertThat(insert(key(1))).isFalse();
		assertThat(findAll()).extracting(StoredSigningKey::kid).containsExactly(first.kid());
	}

	@Test
	void ofManyNodesExactlyOneMakesTheSuccessor() {
		for (int sequence = 1; sequence <= 5; sequence++) {
			int contested = sequence;
			assertThat(TestRace.of(20, () -> insert(key(contested)))).containsOnlyOnce(true);
			assertThat(findAll()).hasSize(sequence);
		}
	}

	@Test
	void resealChangesTheBoxOfOneKeyAndNothingElse() {
		StoredSigningKey first = key(1);
		StoredSigningKey second = key(2);
		insert(first);
		insert(second);
		byte[] box = bytes();
		reseal(first.kid(), box);
		assertThat(findAll()).usingRecursiveFieldByFieldElementComparator()
			.containsExactly(new StoredSigningKey(first.kid(), first.algorithm(), 1, first.publicKey(), box,
					first.createdAt(), first.activeFrom()), second);
	}

	@Test
	void deletedKeyIsGone() {
		StoredSigningKey first = key(1);
		StoredSigningKey second = key(2);
		insert(first);
		insert(second);
		delete(first.kid());
		assertThat(findAll()).extracting(StoredSigningKey::kid).containsExactly(second.kid());
	}

	@Test
	void unknownKeysAreResealedAndDeletedWithoutEffect() {
		StoredSigningKey key = key(1);
		insert(key);
		reseal("unknown", bytes());
		delete("unknown");
		assertThat(findAll()).usingRecursiveFieldByFieldElementComparator().containsExactly(key);
	}

	private StoredSigningKey key(int sequence) {
		return new StoredSigningKey(UUID.randomUUID().toString(), SigningAlgorithm.ES256, sequence, bytes(), bytes(),
				this.now, this.now.plus(Duration.ofDays(sequence)));
	}

	private static byte[] bytes() {
		return UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
	}

	private List<StoredSigningKey> findAll() {
		return inTransaction(() -> store().findAll());
	}

	private boolean insert(StoredSigningKey key) {
		return inTransaction(() -> store().insertIfAbsent(key));
	}

	private void reseal(String kid, byte[] box) {
		inTransaction(() -> {
			store().reseal(kid, box);
			return true;
		});
	}

	private void delete(String kid) {
		inTransaction(() -> {
			store().delete(kid);
			return true;
		});
	}

}
