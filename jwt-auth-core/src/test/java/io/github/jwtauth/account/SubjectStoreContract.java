package io.github.jwtauth.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.TestRace;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link SubjectStore} promises, for every implementation: extend it, answer
 * {@link #store()} and run transactions. A store without transactions cannot keep the
 * promise of the lock.
 */
public abstract class SubjectStoreContract {

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	/**
	 * The store under test.
	 * @return the same one whenever it is asked during a test
	 */
	protected abstract SubjectStore store();

	/**
	 * Runs calls of the store in one READ COMMITTED transaction, tried again after a
	 * serialization failure as {@code Transactions.alone} does; from many threads at
	 * once.
	 * @param <T> what the work returns
	 * @param work calls of the store
	 * @return what the work returned, after the commit
	 */
	protected abstract <T> T inTransaction(Supplier<? extends T> work);

	/**
	 * A key of an account that subjects can be made for. Override it where a foreign key
	 * wants the account to exist.
	 * @return another one each time
	 */
	protected String newAccountKey() {
		return UUID.randomUUID().toString();
	}

	@Test
	void accountHasOneSubject() {
		String key = newAccountKey();
		Subject subject = subjectOf(key);
		assertThat(subject.accountKey()).isEqualTo(key);
		assertThat(subjectOf(key)).isEqualTo(subject);
		assertThat(find(subject.id())).isEqualTo(subject);
		assertThat(subjectOf(newAccountKey()).id()).isNotEqualTo(subject.id());
	}

	@Test
	void subjectDoesNotTellTheKey() {
		String key = newAccountKey();
		assertThat(subjectOf(key).id().toString()).isNotEqualTo(key);
	}

	@Test
	void unknownSubjectIsNotFoundAndNothingHappensToIt() {
		AccountId unknown = new AccountId(UUID.randomUUID());
		assertThat(inTransaction(() -> store().find(unknown))).isEmpty();
		assertThat(claim(unknown, 0)).isFalse();
		assertThat(inTransaction(() -> store().lock(unknown))).isFalse();
		assertThat(advance(unknown)).isFalse();
		assertThat(inTransaction(() -> store().voidAccessTokens(unknown, this.now))).isFalse();
	}

	@Test
	void knownSubjectIsLockedAdvancedAndVoided() {
		AccountId id = subjectOf(newAccountKey()).id();
		assertThat(inTransaction(() -> store().lock(id))).isTrue();
		assertThat(advance(id)).isTrue();
		assertThat(inTransaction(() -> store().voidAccessTokens(id, this.now))).isTrue();
	}

	@Test
	void firstCallersAtTheSameMomentGetTheSameSubject() {
		for (int round = 0; round < 5; round++) {
			String key = newAccountKey();
			List<Subject> subjects = TestRace.of(20, () -> subjectOf(key));
			assertThat(new HashSet<>(subjects)).hasSize(1);
			assertThat(find(subjects.get(0).id())).isEqualTo(subjects.get(0));
		}
	}

	@Test
	void loginIsClaimedUnderThePresentCredentialVersionOnly() {
		Subject subject = subjectOf(newAccountKey());
		long version = subject.credentialVersion();
		assertThat(claim(subject.id(), version)).isTrue();
		assertThat(claim(subject.id(), version)).isTrue();
		assertThat(claim(subject.id(), version + 1)).isFalse();
		assertThat(advance(subject.id())).isTrue();
		assertThat(claim(subject.id(), version)).isFalse();
		assertThat(find(subject.id()).credentialVersion()).isGreaterThan(version);
		assertThat(claim(subject.id(), find(subject.id()).credentialVersion())).isTrue();
	}

	@Test
	void firstLoginIsRemembered() {
		Subject subject = subjectOf(newAccountKey());
		assertThat(hasLoggedIn(subject)).isFalse();
		claim(subject.id(), subject.credentialVersion() + 1);
		assertThat(hasLoggedIn(subject)).isFalse();
		claim(subject.id(), subject.credentialVersion());
		assertThat(hasLoggedIn(subject)).isTrue();
		assertThat(hasLoggedIn(subjectOf(newAccountKey()))).isFalse();
	}

	private boolean hasLoggedIn(Subject subject) {
		return find(subject.id()).lastLoginAt() != null;
	}

	@Test
	void claimsAndVoidedTokensDoNotChangeTheCredentialVersion() {
		Subject subject = subjectOf(newAccountKey());
		claim(subject.id(), subject.credentialVersion());
		inTransaction(() -> store().voidAccessTokens(subject.id(), this.now));
		inTransaction(() -> store().lock(subject.id()));
		assertThat(find(subject.id())).isEqualTo(new Subject(subject.id(), subject.accountKey(),
				subject.credentialVersion(), false, find(subject.id()).lastLoginAt()));
	}

	@Test
	void whoHasLoggedInIsKnown() {
		Subject subject = subjectOf(newAccountKey());
		assertThat(subject.lastLoginAt()).isNull();
		claim(subject.id(), subject.credentialVersion() + 1);
		assertThat(find(subject.id()).lastLoginAt()).isNull();
		claim(subject.id(), subject.credentialVersion());
		advance(subject.id());
		assertThat(find(subject.id()).lastLoginAt()).isEqualTo(this.now);
	}

	@Test
	void everyAdvanceCounts() {
		Subject subject = subjectOf(newAccountKey());
		assertThat(TestRace.of(10, () -> advance(subject.id()))).containsOnly(true);
		assertThat(find(subject.id()).credentialVersion()).isEqualTo(subject.credentialVersion() + 10);
	}

	@Test
	void manyLoginsAtTheSameMomentAreAllClaimed() {
		Subject subject = subjectOf(newAccountKey());
		assertThat(TestRace.of(20, () -> claim(subject.id(), subject.credentialVersion()))).containsOnly(true);
	}

	@Test
	void claimWaitsForACredentialChangeThatIsUnderWayAndFails() {
		Subject subject = subjectOf(newAccountKey());
		List<Boolean> results = whileHolding((id) -> store().advanceCredentialVersion(id),
				() -> claim(subject.id(), subject.credentialVersion()), subject.id());
		assertThat(results).containsExactly(true, false);
	}

	@Test
	void credentialChangeWaitsForAClaimThatIsUnderWay() {
		Subject subject = subjectOf(newAccountKey());
		CountDownLatch claimed = new CountDownLatch(1);
		List<Boolean> results = TestRace.between(List.<Callable<Boolean>>of(() -> inTransaction(() -> {
			boolean won = store().claimLogin(subject.id(), subject.credentialVersion(), this.now);
			claimed.countDown();
			pause();
			return won && store().claimLogin(subject.id(), subject.credentialVersion(), this.now);
		}), () -> {
			claimed.await(10, TimeUnit.SECONDS);
			return advance(subject.id());
		}));
		assertThat(results).containsExactly(true, true);
	}

	@Test
	void lockIsHeldUntilTheEndOfTheTransaction() {
		Subject subject = subjectOf(newAccountKey());
		CountDownLatch locked = new CountDownLatch(1);
		List<Boolean> results = TestRace.between(List.<Callable<Boolean>>of(() -> inTransaction(() -> {
			boolean known = store().lock(subject.id());
			locked.countDown();
			pause();
			return known && store().claimLogin(subject.id(), subject.credentialVersion(), this.now);
		}), () -> {
			locked.await(10, TimeUnit.SECONDS);
			return advance(subject.id());
		}));
		assertThat(results).containsExactly(true, true);
	}

	/** One transaction has done something and not committed yet when the other begins. */
	private List<Boolean> whileHolding(Function<AccountId, Boolean> first, Callable<Boolean> second, AccountId id) {
		CountDownLatch done = new CountDownLatch(1);
		return TestRace.between(List.<Callable<Boolean>>of(() -> inTransaction(() -> {
			boolean result = first.apply(id);
			done.countDown();
			pause();
			return result;
		}), () -> {
			done.await(10, TimeUnit.SECONDS);
			return second.call();
		}));
	}

	/**
	 * Gives the other thread time to reach its statement. A slow one makes the test see
	 * less, never fail.
	 */
	private static void pause() {
		try {
			Thread.sleep(200);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Subject subjectOf(String key) {
		return inTransaction(() -> store().subjectOf(key));
	}

	private Subject find(AccountId id) {
		return inTransaction(() -> store().find(id)).orElseThrow();
	}

	private boolean claim(AccountId id, long version) {
		return inTransaction(() -> store().claimLogin(id, version, this.now));
	}

	private boolean advance(AccountId id) {
		return inTransaction(() -> store().advanceCredentialVersion(id));
	}

}
