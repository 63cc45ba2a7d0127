package io.github.jwtauth.protection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.protection.PasswordGuess.ByStranger;
import io.github.jwtauth.protection.PasswordGuess.InSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What {@link LoginFailureStore} promises, for every implementation, and what
 * {@link LockoutProtection} makes of it under attack.
 */
public abstract class LoginFailureStoreContract {

	private static final RandomBytes RANDOM = RandomBytes.secure();

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

	private final LoginFailureKey key = newKey();

	private final AccountId owner = new AccountId(UUID.randomUUID());

	/**
	 * The store under test.
	 * @return the same one whenever it is asked during a test
	 */
	protected abstract LoginFailureStore store();

	/**
	 * The transactions of the store.
	 * @return what the core gets
	 */
	protected abstract Transactions transactions();

	@Test
	void countIsKeptAsItIs() {
		LoginFailures first = new LoginFailures(1, 1, 1, this.now, null, this.now);
		assertThat(store().find(this.key)).isEmpty();
		assertThat(store().insertIfAbsent(this.key, this.owner, first)).isTrue();
		assertThat(store().find(this.key)).contains(first);
		assertThat(store().insertIfAbsent(this.key, null, first)).isFalse();
		LoginFailures blocked = new LoginFailures(5, 100, 2, this.now, LoginFailures.FOR_GOOD, this.now.plusSeconds(1));
		assertThat(store().replace(this.key, first, blocked)).isTrue();
		assertThat(store().find(this.key)).contains(blocked);
		store().remove(this.key);
		assertThat(store().find(this.key)).isEmpty();
		store().remove(this.key);
	}

	@Test
	void whatHasChangedIsNotReplaced() {
		LoginFailures first = new LoginFailures(1, 1, 1, this.now, null, this.now);
		LoginFailures second = new LoginFailures(2, 2, 2, this.now, null, this.now.plusSeconds(1));
		assertThat(store().replace(this.key, first, second)).isFalse();
		store().insertIfAbsent(this.key, null, second);
		assertThat(store().replace(this.key, first, second)).isFalse();
		assertThat(store().find(this.key)).contains(second);
		store().settle(this.key, this.now);
		assertThat(store().replace(this.key, second, first)).isFalse();
	}

	@Test
	void guessThatHasFailedIsNotPending() {
		store().insertIfAbsent(this.key, null, new LoginFailures(2, 7, 2, this.now, null, this.now));
		store().settle(this.key, this.now);
		assertThat(store().find(this.key)).contains(new LoginFailures(2, 7, 1, this.now, null, this.now));
		store().settle(this.key, this.now);
		store().settle(this.key, this.now);
		assertThat(store().find(this.key)).contains(new LoginFailures(2, 7, 0, this.now, null, this.now));
	}

	@Test
	void guessThatHasNotHappenedIsNotCounted() {
		store().insertIfAbsent(this.key, null,
				new LoginFailures(5, 9, 1, this.now, this.now.plusSeconds(30), this.now));
		store().giveBack(this.key, this.now, this.now.plusSeconds(30), null);
		assertThat(store().find(this.key)).contains(new LoginFailures(4, 8, 0, this.now, null, this.now));
		store().giveBack(this.key, this.now, this.now.plusSeconds(30), null);
		assertThat(store().find(this.key)).contains(new LoginFailures(4, 8, 0, this.now, null, this.now));
	}

	@Test
	void blockBeforeAGuessThatHasNotHappenedIsRestored() {
		Instant before = this.now.minusSeconds(60);
		Instant block = this.now.plusSeconds(60);
		store().insertIfAbsent(this.key, null, new LoginFailures(6, 9, 1, this.now, block, this.now));
		store().giveBack(this.key, this.now, block, before);
		assertThat(store().find(this.key)).contains(new LoginFailures(5, 8, 0, this.now, before, this.now));
	}

	@Test
	void guessThatHasNotHappenedTakesNobodyElsesBlockAway() {
		Instant block = this.now.plusSeconds(60);
		store().insertIfAbsent(this.key, null, new LoginFailures(6, 9, 2, this.now, block, this.now));
		store().giveBack(this.key, this.now, null, null);
		assertThat(store().find(this.key)).contains(new LoginFailures(5, 8, 1, this.now, block, this.now));
		store().giveBack(this.key, this.now, this.now.plusSeconds(30), null);
		assertThat(store().find(this.key)).contains(new LoginFailures(4, 7, 0, this.now, block, this.now));
	}

	@Test
	void undecidedGuessDoesNotBeginThePausesAnew() {
		MovableClock clock = MovableClock.atNoon();
		LockoutProtection protection = new LockoutProtection(store(), TestSecrets.keys(), LockoutSettings.defaults(),
				clock, clock::advance);
		PasswordGuess guess = new ByStranger(UUID.randomUUID().toString(), null);
		for (int i = 0; i < 12; i++) {
			assertThat(protection.admit(guess)).isInstanceOfSatisfying(GuessDecision.Admitted.class,
					GuessDecision.Admitted::wrong);
			clock.advance((i < 4) ? Duration.ZERO : Duration.ofMinutes(30));
		}
		assertThat(protection.admit(guess)).isInstanceOfSatisfying(GuessDecision.Admitted.class,
				GuessDecision.Admitted::undecided);
		assertThat(protection.admit(guess)).isInstanceOfSatisfying(GuessDecision.Admitted.class,
				(place) -> assertThat(place.wrong()).isEmpty());
		assertThat(protection.admit(guess)).isInstanceOfSatisfying(GuessDecision.Refused.class,
				(refused) -> assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(30)));
	}

	@Test
	void lateOutcomeDoesNotTouchTheNextCount() {
		LoginFailures next = new LoginFailures(2, 2, 1, this.now, null, this.now);
		store().insertIfAbsent(this.key, null, next);
		store().settle(this.key, this.now.minusSeconds(1));
		store().giveBack(this.key, this.now.minusSeconds(1), null, null);
		assertThat(store().find(this.key)).contains(next);
	}

	@Test
	void latestBlockIsFound() {
		LoginFailureKey other = newKey();
		store().insertIfAbsent(this.key, null, new LoginFailures(1, 1, 0, this.now, null, this.now));
		assertThat(store().findLatestBlock(List.of(this.key, other))).isEmpty();
		store().insertIfAbsent(other, null, new LoginFailures(5, 5, 0, this.now, this.now.plusSeconds(9), this.now));
		assertThat(store().findLatestBlock(List.of(this.key, other))).contains(this.now.plusSeconds(9));
		assertThat(store().findLatestBlock(List.of(newKey()))).isEmpty();
	}

	@Test
	void accountIsForgottenWithAllThatGoesWithIt() {
		LoginFailures some = new LoginFailures(1, 1, 0, this.now, null, this.now);
		LoginFailureKey others = newKey();
		LoginFailureKey nobodys = newKey();
		store().insertIfAbsent(this.key, this.owner, some);
		store().insertIfAbsent(newKey(), this.owner, some);
		store().insertIfAbsent(others, new AccountId(UUID.randomUUID()), some);
		store().insertIfAbsent(nobodys, null, some);
		assertThat(store().removeAll(this.owner)).isEqualTo(2);
		assertThat(store().find(this.key)).isEmpty();
		assertThat(store().find(others)).contains(some);
		assertThat(store().removeAll(List.of(others, nobodys, this.key))).isEqualTo(2);
		assertThat(store().find(nobodys)).isEmpty();
	}

	@Test
	void countsThatMatterNoMoreAreRemoved() {
		LoginFailureKey few = inserted(4, Duration.ofHours(25));
		LoginFailureKey fresh = inserted(4, Duration.ofHours(23));
		LoginFailureKey many = inserted(5, Duration.ofDays(31));
		LoginFailureKey five = inserted(5, Duration.ofDays(29));
		LoginFailureKey freshMany = inserted(99, Duration.ofDays(29));
		LoginFailureKey stopped = inserted(100, Duration.ofDays(366));
		LoginFailureKey freshStopped = inserted(100, Duration.ofDays(364));
		while (transactions().alone(() -> store().purge(this.now, 2)) > 0) {
			assertThat(store().find(fresh)).isPresent();
		}
		assertThat(List.of(few, many, stopped)).allMatch((gone) -> store().find(gone).isEmpty());
		assertThat(List.of(fresh, five, freshMany, freshStopped)).allMatch((kept) -> store().find(kept).isPresent());
	}

	@Test
	void guessIsNotCountedInsideATransactionThatCouldForgetIt() {
		LoginFailures first = new LoginFailures(1, 1, 1, this.now, null, this.now);
		List<Runnable> steps = List.of(() -> store().insertIfAbsent(this.key, null, first),
				() -> store().find(this.key), () -> store().replace(this.key, first, first),
				() -> store().remove(this.key), () -> store().settle(this.key, this.now),
				() -> store().giveBack(this.key, this.now, null, null));
		assertThat(steps).allSatisfy((step) -> assertThatIllegalStateException().isThrownBy(() -> inTransaction(step)));
	}

	@Test
	void forgivenessIsUndoneWithItsTransaction() {
		LoginFailures first = new LoginFailures(1, 1, 1, this.now, null, this.now);
		store().insertIfAbsent(this.key, this.owner, first);
		assertThatIllegalArgumentException().isThrownBy(() -> inTransaction(() -> {
			store().removeAll(List.of(this.key));
			store().removeAll(this.owner);
			throw new IllegalArgumentException("undo");
		}));
		assertThat(store().find(this.key)).contains(first);
	}

	@Test
	void ofTwoWhoBeginACountOneDoes() {
		LoginFailures first = new LoginFailures(1, 1, 1, this.now, null, this.now);
		assertThat(TestRace.of(2, () -> store().insertIfAbsent(this.key, null, first))).containsOnlyOnce(true);
	}

	@Test
	void ofTwoWhoHaveReadTheSameOneGoesOn() {
		LoginFailures first = new LoginFailures(1, 1, 1, this.now, null, this.now);
		LoginFailures second = new LoginFailures(2, 2, 2, this.now, null, this.now.plusSeconds(1));
		store().insertIfAbsent(this.key, null, first);
		assertThat(TestRace.of(2, () -> store().replace(this.key, first, second))).containsOnlyOnce(true);
	}

	@Test
	void fiftyWrongGuessesAtOnceAreFive() { // R-25, I9
		LockoutProtection protection = protection(LockoutSettings.defaults());
		AtomicInteger compared = new AtomicInteger();
		PasswordGuess guess = new ByStranger(UUID.randomUUID().toString(), null);
		List<Boolean> admitted = TestRace.of(50, () -> {
			if (protection.admit(guess) instanceof GuessDecision.Admitted place) {
				compared.incrementAndGet();
				place.wrong();
				return true;
			}
			return false;
		});
		assertThat(compared).hasValue(5);
		assertThat(admitted).filteredOn(Boolean.TRUE::equals).hasSize(5);
		assertThat(protection.admit(guess)).isInstanceOf(GuessDecision.Refused.class);
	}

	@Test
	void twentyHonestLoginsAtOnceAllSucceed() {
		LockoutProtection protection = protection(LockoutSettings.defaults());
		PasswordGuess guess = new ByStranger(UUID.randomUUID().toString(), null);
		assertThat(TestRace.of(20, () -> {
			GuessDecision decision = protection.admit(guess);
			if (decision instanceof GuessDecision.Admitted place) {
				place.right();
			}
			return decision;
		})).allMatch((decision) -> decision instanceof GuessDecision.Admitted);
	}

	@Test
	void guessesThatNobodyDecidedLeaveNothing() { // I9
		LockoutProtection protection = protection(LockoutSettings.defaults());
		PasswordGuess guess = new ByStranger(UUID.randomUUID().toString(), null);
		TestRace.of(20, () -> {
			if (protection.admit(guess) instanceof GuessDecision.Admitted place) {
				place.undecided();
			}
			return true;
		});
		for (int i = 0; i < 5; i++) {
			assertThat(protection.admit(guess)).isInstanceOf(GuessDecision.Admitted.class);
		}
	}

	@Test
	void unlockForgivesEverythingOfAnAccount() {
		LockoutProtection protection = protection(LockoutSettings.defaults());
		ProtectedAccount account = new ProtectedAccount(this.owner, List.of(UUID.randomUUID().toString()));
		PasswordGuess inside = new InSession(account, new SessionId(UUID.randomUUID()));
		for (int i = 0; i < 5; i++) {
			assertThat(protection.admit(inside)).isInstanceOfSatisfying(GuessDecision.Admitted.class,
					GuessDecision.Admitted::wrong);
		}
		assertThat(protection.admit(inside)).isInstanceOf(GuessDecision.Refused.class);
		assertThat(protection.blockedUntil(account)).isPresent();
		assertThat(transactions().join(() -> protection.unlock(account))).isTrue();
		assertThat(protection.blockedUntil(account)).isEmpty();
		assertThat(protection.admit(inside)).isInstanceOf(GuessDecision.Admitted.class);
		assertThat(protection.admit(new ByStranger(account.identifiers().get(0), null)))
			.isInstanceOf(GuessDecision.Admitted.class);
	}

	@Test
	void nobodyGuessesInsideATransaction() {
		LockoutProtection protection = protection(LockoutSettings.defaults());
		assertThatIllegalStateException().isThrownBy(
				() -> transactions().join(() -> protection.admit(new ByStranger(UUID.randomUUID().toString(), null))));
	}

	private LockoutProtection protection(LockoutSettings settings) {
		return new LockoutProtection(store(), TestSecrets.keys(), settings, Clock.systemUTC(),
				LoginFailureStoreContract::pause);
	}

	private void inTransaction(Runnable work) {
		transactions().join(() -> {
			work.run();
			return true;
		});
	}

	private static void pause(Duration time) {
		try {
			Thread.sleep(time.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private LoginFailureKey inserted(int total, Duration age) {
		LoginFailureKey inserted = newKey();
		Instant at = this.now.minus(age);
		store().insertIfAbsent(inserted, null, new LoginFailures(1, total, 0, at, null, at));
		return inserted;
	}

	private static LoginFailureKey newKey() {
		return new LoginFailureKey(RANDOM.next(32));
	}

}
