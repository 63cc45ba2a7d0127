package io.github.jwtauth.protection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.protection.FailureCounter.Count;

/**
 * Bounds how often an account's second factor may be guessed, over all challenges,
 * sessions and devices, whatever {@code jwtauth.lockout.mode} says (requirement R-69):
 * six digits are soon guessed by whoever knows the password. Ten guesses in fifteen
 * minutes; then a pause of fifteen minutes, and each further failure doubles it, up to a
 * day. After a hundred failures without a right answer there is one guess a day: nobody
 * is locked out for good, and nobody guesses a code in a lifetime. A right answer begins
 * anew. A reset of the password forgives nothing, because whoever has the mailbox has one
 * factor and not two. Safe for use by many threads.
 */
public final class FactorBudget {

	/** How many guesses there are before the first pause. */
	public static final int GUESSES = 10;

	private static final Duration WINDOW = Duration.ofMinutes(15);

	private static final Duration LONGEST = Duration.ofDays(1);

	private static final FailureRules RULES = new FailureRules(GUESSES, WINDOW, WINDOW, LONGEST, LONGEST,
			FailureRules.NIST_LIMIT, LONGEST);

	private final LoginFailureStore store;

	private final FailureCounter counter;

	private final FailureKeys keys;

	private final Clock clock;

	public FactorBudget(LoginFailureStore store, SecretKeys keys, Clock clock) {
		this.store = store;
		this.counter = new FailureCounter(store, clock);
		this.keys = new FailureKeys(keys);
		this.clock = clock;
	}

	/**
	 * Takes a place for one comparison before it is made, or does not. Called outside of
	 * any transaction, because a rollback would forget the guess.
	 * @param accountId whose factor is guessed
	 * @return the decision; {@link GuessDecision.Refused#told()} always, because whoever
	 * asks has proven another factor already
	 * @throws IllegalStateException inside a transaction
	 */
	public GuessDecision admit(AccountId accountId) {
		LoginFailureKey key = this.keys.ofFactor(accountId);
		Count count = this.counter.take(key, null, RULES);
		return count.taken() ? new Place(key, count) : refuse(count.failures());
	}

	/**
	 * Until when nothing is compared.
	 * @param accountId whose factor
	 * @return the instant, or empty while guesses are let in
	 */
	public Optional<Instant> blockedUntil(AccountId accountId) {
		Instant now = this.clock.instant();
		return this.counter.find(this.keys.ofFactor(accountId))
			.filter((failures) -> failures.isBlocked(now))
			.map(LoginFailures::blockedUntil);
	}

	/**
	 * Whether the owner may be told now that somebody fails here. A yes is given once a
	 * day. Called outside of any transaction.
	 * @param accountId whose factor
	 * @return whether this call may tell
	 */
	public boolean mayWarn(AccountId accountId) {
		return this.counter.take(this.keys.ofFactorWarning(accountId), null, FailureRules.onceADay()).taken();
	}

	/**
	 * Forgives every failure: an administrator knows the owner, who has been warned all
	 * the same. Joins the running transaction.
	 * @param accountId whose
	 */
	public void forgive(AccountId accountId) {
		this.store.removeAll(List.of(this.keys.ofFactor(accountId)));
	}

	/**
	 * Forgets failures and warnings: the account is gone, or its factor is, and whoever
	 * has the next one has not been warned. Joins the running transaction.
	 * @param accountId whose
	 */
	public void forget(AccountId accountId) {
		this.store.removeAll(List.of(this.keys.ofFactor(accountId), this.keys.ofFactorWarning(accountId)));
	}

	private GuessDecision.Refused refuse(LoginFailures failures) {
		Instant until = (failures.blockedUntil() != null) ? failures.blockedUntil() : failures.lastAt();
		Duration left = Duration.between(this.clock.instant(), until);
		Duration least = Duration.ofSeconds(1);
		return new GuessDecision.Refused(true, (left.compareTo(least) < 0) ? least : left);
	}

	/**
	 * A place of an account's budget.
	 */
	private final class Place implements GuessDecision.Admitted {

		private final LoginFailureKey key;

		private final Count count;

		private Place(LoginFailureKey key, Count count) {
			this.key = key;
			this.count = count;
		}

		@Override
		public void right() {
			FactorBudget.this.counter.remove(this.key);
		}

		@Override
		public Optional<Instant> wrong() {
			LoginFailures failures = this.count.failures();
			FactorBudget.this.counter.settle(this.key, failures.since());
			return failures.closes(RULES) ? Optional.ofNullable(failures.blockedUntil()) : Optional.empty();
		}

		@Override
		public void undecided() {
			FactorBudget.this.counter.giveBack(this.key, this.count);
		}

	}

}
