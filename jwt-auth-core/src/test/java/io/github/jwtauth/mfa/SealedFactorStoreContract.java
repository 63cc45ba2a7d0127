package io.github.jwtauth.mfa;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.RandomBytes;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link SealedFactorStore} promises, for every implementation: extend it, answer
 * both stores and run transactions.
 */
public abstract class SealedFactorStoreContract {

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private final AccountId owner = new AccountId(UUID.randomUUID());

	private final int former = secretId();

	private final int current = secretId();

	/**
	 * The store under test.
	 * @return the same one whenever it is asked during a test
	 */
	protected abstract SealedFactorStore store();

	/**
	 * Where the boxes are.
	 * @return the store of the same rows
	 */
	protected abstract MfaStore factors();

	/**
	 * Runs calls of the stores in one READ COMMITTED transaction, as
	 * {@code Transactions.alone} does.
	 * @param <T> what the work returns
	 * @param work calls of the stores
	 * @return what the work returned, after the commit
	 */
	protected abstract <T> T inTransaction(Supplier<? extends T> work);

	@Test
	void boxesAreFoundByHowTheyBegin() {
		UUID seed = seed(this.former);
		UUID code = UUID.randomUUID();
		codes(new StoredRecoveryCode(code, TestBoxes.of(this.former, "code")),
				new StoredRecoveryCode(UUID.randomUUID(), TestBoxes.of(this.current, "code")));
		List<SealedFactor> found = find(10);
		assertThat(found).extracting(SealedFactor::id).containsExactlyInAnyOrder(seed, code);
		assertThat(found).extracting(SealedFactor::owner).containsOnly(this.owner);
		assertThat(found).filteredOn((box) -> box.id().equals(seed))
			.singleElement()
			.returns(SealedFactor.Kind.TOTP, SealedFactor::kind)
			.satisfies((box) -> assertThat(box.box()).isEqualTo(TestBoxes.of(this.former, "seed")));
		assertThat(find(1)).hasSize(1);
		assertThat(find(0)).isEmpty();
		assertThat(count(this.former)).isEqualTo(2);
		assertThat(count(this.current)).isEqualTo(1);
	}

	@Test
	void boxIsReplacedAndNothingElse() {
		UUID seed = seed(this.former);
		inTransaction(() -> factors().activate(this.owner, seed, 7, this.now));
		codes(new StoredRecoveryCode(UUID.randomUUID(), TestBoxes.of(this.former, "code")));
		assertThat(find(10)).allSatisfy((box) -> assertThat(replace(box, "again")).isTrue());
		assertThat(count(this.former)).isZero();
		StoredTotp totp = factors().findTotp(this.owner).orElseThrow();
		assertThat(totp.box()).isEqualTo(TestBoxes.of(this.current, "again"));
		assertThat(totp.lastStep()).isEqualTo(7);
		assertThat(totp.activatedAt()).isEqualTo(this.now);
		assertThat(factors().findRecoveryCodes(this.owner)).singleElement()
			.satisfies((code) -> assertThat(code.box()).isEqualTo(TestBoxes.of(this.current, "again")));
	}

	@Test
	void whateverChangedMeanwhileWins() {
		seed(this.former);
		codes(new StoredRecoveryCode(UUID.randomUUID(), TestBoxes.of(this.former, "code")));
		List<SealedFactor> read = find(10);
		assertThat(read).hasSize(2);
		seed(this.former);
		codes();
		assertThat(read).allSatisfy((box) -> assertThat(replace(box, "again")).isFalse());
		assertThat(factors().findTotp(this.owner).orElseThrow().box()).isEqualTo(TestBoxes.of(this.former, "seed"));
		assertThat(factors().findRecoveryCodes(this.owner)).isEmpty();
	}

	@Test
	void boxThatWasReplacedIsNotReplacedAgain() {
		seed(this.former);
		SealedFactor read = find(10).get(0);
		assertThat(replace(read, "first")).isTrue();
		assertThat(replace(read, "second")).isFalse();
		assertThat(factors().findTotp(this.owner).orElseThrow().box()).isEqualTo(TestBoxes.of(this.current, "first"));
	}

	private UUID seed(int secretId) {
		UUID seed = UUID.randomUUID();
		inTransaction(() -> factors().putPending(this.owner,
				new StoredTotp(seed, TestBoxes.of(secretId, "seed"), 0, this.now, null)));
		return seed;
	}

	private void codes(StoredRecoveryCode... codes) {
		inTransaction(() -> {
			factors().replaceRecoveryCodes(this.owner, List.of(codes));
			return true;
		});
	}

	private List<SealedFactor> find(int limit) {
		return inTransaction(() -> store().find(TestBoxes.beginning(this.former), limit));
	}

	private boolean replace(SealedFactor box, String content) {
		return inTransaction(() -> store().replace(box, TestBoxes.of(this.current, content)));
	}

	private long count(int secretId) {
		return store().count(TestBoxes.beginning(secretId));
	}

	/** Another one in each test, so that no rows of another are found. */
	private static int secretId() {
		return ByteBuffer.wrap(RandomBytes.secure().next(Integer.BYTES)).getInt();
	}

}
