package io.github.jwtauth.protection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.protection.FailureCounter.Count;
import org.jspecify.annotations.Nullable;

/**
 * Counts failures in the database, one budget for each of these: a typed identifier (in
 * hard mode its account, where there is one), a device of an account, a session. What a
 * stranger does takes nothing from a device that the owner has used before, and nothing
 * from a session. Safe for use by many threads.
 */
public final class LockoutProtection implements LoginProtection {

	private static final Duration PAUSE = Duration.ofMillis(50);

	/** Two seconds. */
	private static final int PAUSES = 40;

	/** Nobody wears the server out by waiting. */
	private static final int WAITING = 32;

	private final Semaphore waiting = new Semaphore(WAITING);

	private final LoginFailureStore store;

	private final FailureCounter counter;

	private final FailureKeys keys;

	private final LockoutSettings settings;

	private final FailureRules rules;

	private final Clock clock;

	private final Consumer<Duration> pause;

	/**
	 * Wires the protection.
	 * @param store counts
	 * @param keys names budgets
	 * @param settings how many failures; not {@link LockoutMode#OFF}
	 * @param clock the time
	 * @param pause waits; must not throw
	 */
	public LockoutProtection(LoginFailureStore store, SecretKeys keys, LockoutSettings settings, Clock clock,
			Consumer<Duration> pause) {
		if (settings.mode() == LockoutMode.OFF) {
			throw new IllegalArgumentException("nothing is counted then, see LoginProtection.off()");
		}
		this.store = store;
		this.counter = new FailureCounter(store, clock);
		this.keys = new FailureKeys(keys);
		this.settings = settings;
		this.rules = FailureRules.of(settings);
		this.clock = clock;
		this.pause = pause;
	}

	@Override
	public GuessDecision admit(PasswordGuess guess) {
		Budget budget = budgetOf(guess);
		Count count = this.counter.take(budget.key(), budget.owner(), this.rules);
		if (!count.taken() && mayOpen(count) && this.waiting.tryAcquire()) {
			try {
				count = await(budget, count);
			}
			finally {
				this.waiting.release();
			}
		}
		return count.taken() ? new Place(budget, alsoFailing(guess), count) : refuse(count.failures());
	}

	/** Honest logins at the same moment: the first that succeeds makes room for all. */
	private Count await(Budget budget, Count refused) {
		Count count = refused;
		for (int i = 0; i < PAUSES && !count.taken() && mayOpen(count); i++) {
			this.pause.accept(PAUSE);
			Optional<LoginFailures> present = this.counter.find(budget.key());
			boolean closed = present.isPresent() && present.get().isBlocked(this.clock.instant());
			count = closed ? new Count(false, present.get(), null)
					: this.counter.take(budget.key(), budget.owner(), this.rules);
		}
		return count;
	}

	private boolean mayOpen(Count count) {
		return count.failures().mayOpen(this.rules, this.clock.instant());
	}

	private GuessDecision.Refused refuse(LoginFailures failures) {
		Instant until = failures.blockedUntil();
		Duration left = Duration.between(this.clock.instant(), (until != null) ? until : failures.lastAt());
		Duration least = Duration.ofSeconds(1);
		Duration told = (left.compareTo(least) < 0) ? least : left;
		// A block for good has no end to tell.
		Duration most = this.settings.duration();
		return new GuessDecision.Refused(this.settings.mode() == LockoutMode.SOFT,
				(told.compareTo(most) > 0) ? most : told);
	}

	@Override
	public boolean countsAccounts() {
		return this.settings.mode() == LockoutMode.HARD;
	}

	@Override
	public boolean unlock(ProtectedAccount account) {
		int removed = this.store.removeAll(strangersKeys(account)) + this.store.removeAll(account.id());
		return removed > 0;
	}

	@Override
	public Optional<Instant> blockedUntil(ProtectedAccount account) {
		return this.store.findLatestBlock(strangersKeys(account)).filter(this.clock.instant()::isBefore);
	}

	@Override
	public boolean mayWarn(String recipient) {
		return this.counter.take(this.keys.ofWarning(recipient), null, FailureRules.onceADay()).taken();
	}

	@Override
	public void forget(AccountId accountId) {
		this.store.removeAll(accountId);
	}

	@Override
	public void forget(ProtectedAccount account) {
		List<LoginFailureKey> all = strangersKeys(account);
		account.identifiers().forEach((identifier) -> all.add(this.keys.ofWarning(identifier)));
		this.store.removeAll(all);
		forget(account.id());
	}

	private List<LoginFailureKey> strangersKeys(ProtectedAccount account) {
		List<LoginFailureKey> all = new ArrayList<>();
		account.identifiers().forEach((identifier) -> all.add(this.keys.ofIdentifier(identifier)));
		all.add(this.keys.ofAccount(account.id()));
		return all;
	}

	/** What a failure counts against as well. */
	private @Nullable Budget alsoFailing(PasswordGuess guess) {
		return (guess instanceof PasswordGuess.InSession inside)
				? strangersBudget(inside.account().identifiers().get(0), inside.account().id()) : null;
	}

	private Budget budgetOf(PasswordGuess guess) {
		if (guess instanceof PasswordGuess.ByDevice known) {
			return new Budget(this.keys.ofDevice(known.accountId(), known.device()), known.accountId());
		}
		if (guess instanceof PasswordGuess.InSession inside) {
			AccountId id = inside.account().id();
			return new Budget(this.keys.ofSession(id, inside.sessionId()), id);
		}
		PasswordGuess.ByStranger stranger = (PasswordGuess.ByStranger) guess;
		return strangersBudget(stranger.identifier(), stranger.accountId());
	}

	/** In soft mode whether somebody has the identifier makes no difference. */
	private Budget strangersBudget(String identifier, @Nullable AccountId accountId) {
		return (countsAccounts() && accountId != null) ? new Budget(this.keys.ofAccount(accountId), accountId)
				: new Budget(this.keys.ofIdentifier(identifier), null);
	}

	/**
	 * What a guess takes a place of.
	 *
	 * @param key its name
	 * @param owner the account that it goes with
	 */
	private record Budget(LoginFailureKey key, @Nullable AccountId owner) {

	}

	/**
	 * A place of a budget.
	 */
	private final class Place implements GuessDecision.Admitted {

		private final Budget budget;

		private final @Nullable Budget also;

		private final Count count;

		private Place(Budget budget, @Nullable Budget also, Count count) {
			this.budget = budget;
			this.also = also;
			this.count = count;
		}

		@Override
		public void right() {
			LockoutProtection.this.counter.remove(this.budget.key());
		}

		@Override
		public Optional<Instant> wrong() {
			LockoutProtection.this.counter.settle(this.budget.key(), this.count.failures().since());
			Optional<Instant> closed = closedUntil(this.count.failures());
			if (this.also != null) {
				LoginFailures added = LockoutProtection.this.counter.add(this.also.key(), this.also.owner(),
						LockoutProtection.this.rules);
				return closed.or(() -> closedUntil(added));
			}
			return closed;
		}

		@Override
		public void undecided() {
			LockoutProtection.this.counter.giveBack(this.budget.key(), this.count);
		}

		private Optional<Instant> closedUntil(LoginFailures failures) {
			return failures.closes(LockoutProtection.this.rules) ? Optional.ofNullable(failures.blockedUntil())
					: Optional.empty();
		}

	}

}
