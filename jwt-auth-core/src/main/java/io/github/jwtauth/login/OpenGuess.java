package io.github.jwtauth.login;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.login.PasswordGuesses.Attempt;
import io.github.jwtauth.protection.AccountLocked;
import io.github.jwtauth.protection.AccountLocked.Scope;
import io.github.jwtauth.protection.GuessDecision;
import io.github.jwtauth.protection.SuspiciousTraffic;
import org.jspecify.annotations.Nullable;

/**
 * A guess that was let in and whose outcome is open. The first report counts.
 */
public final class OpenGuess {

	private final Attempt attempt;

	private final GuessDecision.Admitted place;

	private final LockNotices notices;

	private final SuspiciousTraffic traffic;

	private final AuthEventPublisher events;

	private final Clock clock;

	private final AtomicBoolean answered = new AtomicBoolean();

	OpenGuess(Attempt attempt, GuessDecision.Admitted place, LockNotices notices, SuspiciousTraffic traffic,
			AuthEventPublisher events, Clock clock) {
		this.attempt = attempt;
		this.place = place;
		this.notices = notices;
		this.traffic = traffic;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Finds out. What ends with an exception was no guess: its place is given back.
	 * @param <T> the outcome
	 * @param comparison compares
	 * @return the outcome, which the caller reports by {@link #right} or {@link #failed}
	 */
	public <T> T compare(Supplier<? extends T> comparison) {
		try {
			return comparison.get();
		}
		catch (RuntimeException | Error ex) {
			giveBack(ex);
			throw ex;
		}
	}

	/** The password was right, and whoever knows it may know that. */
	public void right() {
		if (this.answered.compareAndSet(false, true)) {
			this.place.right();
		}
	}

	/**
	 * The login failed, which is published. Counts as a guess unless the password was
	 * right.
	 * @param accountId whose account was tried, or {@code null}
	 * @param reason why
	 */
	public void failed(@Nullable AccountId accountId, LoginFailed.Reason reason) {
		Optional<Instant> closed = this.answered.compareAndSet(false, true) ? this.place.wrong() : Optional.empty();
		this.events.publish(new LoginFailed(this.clock.instant(), accountId, this.attempt.device(), reason,
				(accountId == null) ? this.attempt.nameHash() : null));
		this.traffic.failed(this.attempt.identifier(), this.attempt.device());
		closed.ifPresent((until) -> this.notices.locked(new AccountLocked(this.clock.instant(), accountId,
				this.attempt.device(), Scope.of(this.attempt.guess()), until), this.attempt.identifier()));
	}

	private void giveBack(Throwable failure) {
		if (!this.answered.compareAndSet(false, true)) {
			return;
		}
		try {
			this.place.undecided();
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

}
