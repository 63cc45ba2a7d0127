package io.github.jwtauth.administration;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.TestRace;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link AdministratorStore} promises, for every implementation: extend it and
 * answer {@link #store()}.
 */
public abstract class AdministratorStoreContract {

	private final byte[] hash = ByteBuffer.allocate(32)
		.putLong(System.nanoTime())
		.putLong(UUID.randomUUID().getMostSignificantBits())
		.array();

	/**
	 * The store under test.
	 * @return the same one whenever it is asked during a test
	 */
	protected abstract AdministratorStore store();

	/**
	 * Runs calls of the store in one READ COMMITTED transaction, tried again after a
	 * serialization failure as {@code Transactions.alone} does; from many threads at
	 * once.
	 * @param <T> what the work returns
	 * @param work calls of the store
	 * @return what the work returned, after the commit
	 */
	protected abstract <T> T inTransaction(Supplier<? extends T> work);

	@Test
	void setupTokenIsUsedOnce() {
		assertThat(isUsed()).isFalse();
		assertThat(use()).isTrue();
		assertThat(isUsed()).isTrue();
		assertThat(use()).isFalse();
		this.hash[0]++;
		assertThat(isUsed()).isFalse();
		assertThat(use()).isTrue();
	}

	@Test
	void ofManyWhoUseASetupTokenExactlyOneWins() {
		assertThat(TestRace.of(8, this::use)).containsOnlyOnce(true);
	}

	@Test
	void lockIsHeldByOneAtATime() {
		AtomicInteger inside = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		for (int round = 0; round < 3; round++) {
			TestRace.of(4, () -> inTransaction(() -> {
				store().lock();
				most.accumulateAndGet(inside.incrementAndGet(), Math::max);
				for (int i = 0; i < 3; i++) {
					store().isSetupTokenUsed(this.hash);
				}
				return inside.decrementAndGet();
			}));
		}
		assertThat(most).hasValue(1);
		assertThat(inside).hasValue(0);
	}

	private boolean use() {
		return inTransaction(() -> store().useSetupToken(this.hash, new AccountId(UUID.randomUUID()), Instant.now()));
	}

	private boolean isUsed() {
		return inTransaction(() -> store().isSetupTokenUsed(this.hash));
	}

}
