package io.github.jwtauth.mfa;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.TestRace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link MfaStore} promises, for every implementation: extend it, answer
 * {@link #store()} and run transactions.
 */
public abstract class MfaStoreContract {

	private static final int THREADS = 20;

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private final AccountId owner = new AccountId(UUID.randomUUID());

	/**
	 * The store under test.
	 * @return the same one whenever it is asked during a test
	 */
	protected abstract MfaStore store();

	/**
	 * Runs calls of the store in one READ COMMITTED transaction, as
	 * {@code Transactions.alone} does; from many threads at once.
	 * @param <T> what the work returns
	 * @param work calls of the store
	 * @return what the work returned, after the commit
	 */
	protected abstract <T> T inTransaction(Supplier<? extends T> work);

	@Test
	void appIsFoundAsItWasSetUp() {
		assertThat(store().findTotp(this.owner)).isEmpty();
		StoredTotp pending = pending(this.now);
		assertThat(put(pending)).isTrue();
		assertThat(found()).isEqualTo(same(pending, 0, null));
		assertThat(store().findTotp(new AccountId(UUID.randomUUID()))).isEmpty();
	}

	@Test
	void pendingAppIsReplacedByTheNext() {
		StoredTotp first = pending(this.now);
		StoredTotp second = pending(this.now.plusSeconds(1));
		put(first);
		assertThat(put(second)).isTrue();
		assertThat(found()).isEqualTo(same(second, 0, null));
		assertThat(activate(first.seedId(), 5)).isFalse();
		assertThat(activate(second.seedId(), 5)).isTrue();
	}

	@Test
	void nothingIsPutBesideAnActiveApp() {
		StoredTotp active = active(5);
		assertThat(put(pending(this.now))).isFalse();
		assertThat(found()).isEqualTo(same(active, 5, this.now));
	}

	@Test
	void activationUsesItsCodeUp() {
		StoredTotp active = active(5);
		assertThat(consume(active.seedId(), 5)).isFalse();
		assertThat(activate(active.seedId(), 6)).isFalse();
		assertThat(consume(active.seedId(), 6)).isTrue();
	}

	@Test
	void codeOfAPendingAppIsNotUsedUp() {
		StoredTotp pending = pending(this.now);
		put(pending);
		assertThat(consume(pending.seedId(), 5)).isFalse();
		assertThat(found()).isEqualTo(same(pending, 0, null));
	}

	@Test
	void stepIsUsedOnceAndNoneBeforeItEver() { // R-67, F-11
		UUID seed = active(5).seedId();
		assertThat(consume(seed, 9)).isTrue();
		assertThat(consume(seed, 9)).isFalse();
		assertThat(consume(seed, 8)).isFalse();
		assertThat(consume(UUID.randomUUID(), 10)).isFalse();
		assertThat(found().lastStep()).isEqualTo(9);
		assertThat(consume(seed, 10)).isTrue();
	}

	@Test
	void ofManyWithOneStepOneIsRight() {
		UUID seed = active(5).seedId();
		assertThat(TestRace.of(THREADS, () -> consume(seed, 6))).containsOnlyOnce(true).contains(false);
	}

	@Test
	void stepsInARaceOnlyGrow() {
		UUID seed = active(5).seedId();
		List<Callable<Boolean>> all = new ArrayList<>();
		IntStream.range(0, THREADS).forEach((number) -> all.add(() -> consume(seed, 6 + number)));
		assertThat(TestRace.<Boolean>between(all).get(THREADS - 1)).isTrue();
		assertThat(found().lastStep()).isEqualTo(5 + THREADS);
	}

	@Test
	void ofManyActivationsOneIsRight() {
		StoredTotp pending = pending(this.now);
		put(pending);
		assertThat(TestRace.of(THREADS, () -> activate(pending.seedId(), 6))).containsOnlyOnce(true).contains(false);
	}

	@Test
	void removalTellsWhetherAnActiveOneWasThere() {
		assertThat(remove()).isFalse();
		put(pending(this.now));
		assertThat(remove()).isFalse();
		assertThat(store().findTotp(this.owner)).isEmpty();
		UUID seed = active(5).seedId();
		assertThat(remove()).isTrue();
		assertThat(store().findTotp(this.owner)).isEmpty();
		assertThat(consume(seed, 9)).isFalse();
	}

	@Test
	void activeAppsAreCounted() {
		long before = store().countActive();
		put(pending(this.now));
		assertThat(store().countActive()).isEqualTo(before);
		remove();
		active(5);
		assertThat(store().countActive()).isEqualTo(before + 1);
	}

	@Test
	void recoveryCodesReplaceThoseBefore() {
		List<StoredRecoveryCode> first = codes(10);
		replace(first);
		assertThat(boxes()).containsExactlyInAnyOrderElementsOf(text(first));
		List<StoredRecoveryCode> second = codes(10);
		replace(second);
		assertThat(boxes()).containsExactlyInAnyOrderElementsOf(text(second));
		assertThat(consumeCode(first.get(0).id())).isFalse();
		replace(List.of());
		assertThat(boxes()).isEmpty();
	}

	@Test
	void recoveryCodeIsGoodOnceAndForItsOwner() {
		List<StoredRecoveryCode> codes = codes(2);
		replace(codes);
		AccountId somebodyElse = new AccountId(UUID.randomUUID());
		assertThat(inTransaction(() -> store().consumeRecoveryCode(somebodyElse, codes.get(0).id()))).isFalse();
		assertThat(consumeCode(codes.get(0).id())).isTrue();
		assertThat(consumeCode(codes.get(0).id())).isFalse();
		assertThat(boxes()).containsExactlyElementsOf(text(codes.subList(1, 2)));
	}

	@Test
	void ofManyWithOneRecoveryCodeOneIsRight() {
		List<StoredRecoveryCode> codes = codes(10);
		replace(codes);
		assertThat(TestRace.of(THREADS, () -> consumeCode(codes.get(3).id()))).containsOnlyOnce(true).contains(false);
		assertThat(boxes()).hasSize(9);
	}

	@Test
	void forgottenSetupsArePurgedAFewAtATime() {
		Instant longAgo = this.now.minus(Duration.ofDays(3650));
		List<AccountId> forgotten = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			AccountId somebody = new AccountId(UUID.randomUUID());
			forgotten.add(somebody);
			inTransaction(() -> store().putPending(somebody, pending(longAgo)));
		}
		StoredTotp active = pending(longAgo);
		put(active);
		activate(active.seedId(), 5);
		Instant before = longAgo.plusSeconds(1);
		assertThat(inTransaction(() -> store().purgePending(longAgo, 10))).isZero();
		assertThat(inTransaction(() -> store().purgePending(before, 2))).isEqualTo(2);
		assertThat(inTransaction(() -> store().purgePending(before, 2))).isEqualTo(1);
		assertThat(forgotten).allSatisfy((somebody) -> assertThat(store().findTotp(somebody)).isEmpty());
		assertThat(store().findTotp(this.owner)).isPresent();
		inTransaction(() -> store().removeTotp(this.owner));
	}

	private StoredTotp active(long step) {
		StoredTotp pending = pending(this.now);
		put(pending);
		assertThat(activate(pending.seedId(), step)).isTrue();
		return pending;
	}

	private boolean put(StoredTotp totp) {
		return inTransaction(() -> store().putPending(this.owner, totp));
	}

	private boolean activate(UUID seed, long step) {
		return inTransaction(() -> store().activate(this.owner, seed, step, this.now));
	}

	private boolean consume(UUID seed, long step) {
		return inTransaction(() -> store().consumeStep(this.owner, seed, step));
	}

	private boolean remove() {
		return inTransaction(() -> store().removeTotp(this.owner));
	}

	private void replace(List<StoredRecoveryCode> codes) {
		inTransaction(() -> {
			store().replaceRecoveryCodes(this.owner, codes);
			return true;
		});
	}

	private boolean consumeCode(UUID id) {
		return inTransaction(() -> store().consumeRecoveryCode(this.owner, id));
	}

	private List<String> boxes() {
		return text(store().findRecoveryCodes(this.owner));
	}

	private Flat found() {
		StoredTotp totp = store().findTotp(this.owner).orElseThrow();
		return same(totp, totp.lastStep(), totp.activatedAt());
	}

	private static StoredTotp pending(Instant at) {
		return new StoredTotp(UUID.randomUUID(), TestBoxes.of("a seed"), 0, at, null);
	}

	private static List<StoredRecoveryCode> codes(int count) {
		return IntStream.range(0, count)
			.mapToObj((number) -> new StoredRecoveryCode(UUID.randomUUID(), TestBoxes.of("code " + number)))
			.toList();
	}

	private static List<String> text(List<StoredRecoveryCode> codes) {
		return codes.stream().map((code) -> code.id() + "/" + TestBoxes.text(code.box())).toList();
	}

	private static Flat same(StoredTotp totp, long lastStep, @Nullable Instant activatedAt) {
		return new Flat(totp.seedId(), TestBoxes.text(totp.box()), lastStep, totp.createdAt(), activatedAt);
	}

	/** Arrays are equal to themselves only. */
	private record Flat(UUID seedId, String box, long lastStep, Instant createdAt, @Nullable Instant activatedAt) {

	}

}
