package io.github.jwtauth.protection;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Guesses at one key that have not succeeded, as they are stored. A guess counts from the
 * moment it is let in, so those that are under way are among them.
 *
 * @param recent guesses since {@code since}
 * @param total guesses since the last success
 * @param pending those of the recent ones whose outcome nobody knows yet
 * @param since when the recent ones began; tells one count of a key from the next
 * @param blockedUntil until when no other is let in, or {@code null}
 * @param lastAt when the last one was let in
 */
public record LoginFailures(int recent, int total, int pending, Instant since, @Nullable Instant blockedUntil,
		Instant lastAt) {

	/** Nothing but a reset or an administrator ends this block. */
	public static final Instant FOR_GOOD = Instant.parse("9999-12-31T00:00:00Z");

	/** Whoever has not said by then how a guess ended never will. */
	private static final Duration LONGEST_GUESS = Duration.ofSeconds(10);

	public LoginFailures {
		Objects.requireNonNull(since, "since");
		Objects.requireNonNull(lastAt, "lastAt");
		if (recent < 0 || total < recent || pending < 0 || pending > recent) {
			throw new IllegalArgumentException("the pending are among the recent, and those among all");
		}
	}

	/** The first guess at a key. */
	static LoginFailures first(FailureRules rules, Instant now) {
		return new LoginFailures(0, 0, 0, now, null, now).another(rules, now, 1);
	}

	/** The next guess, or empty when it is not let in. */
	Optional<LoginFailures> admit(FailureRules rules, Instant now) {
		return isBlocked(now) ? Optional.empty() : Optional.of(another(rules, now, 1));
	}

	/** A failure that happened elsewhere and counts here, too. */
	LoginFailures add(FailureRules rules, Instant now) {
		LoginFailures next = another(rules, now, 0);
		boolean shorter = isBlocked(now)
				&& (next.blockedUntil == null || next.blockedUntil.isBefore(this.blockedUntil));
		return shorter ? new LoginFailures(next.recent, next.total, next.pending, next.since, this.blockedUntil, now)
				: next;
	}

	boolean isBlocked(Instant now) {
		return this.blockedUntil != null && now.isBefore(this.blockedUntil);
	}

	/** Whether there may be room once those who are under way have ended. */
	boolean mayOpen(FailureRules rules, Instant now) {
		return this.pending > 0 && this.recent - this.pending < rules.limit()
				&& now.isBefore(this.lastAt.plus(LONGEST_GUESS));
	}

	/** Whether this guess, if it fails, has closed what was open before. */
	boolean closes(FailureRules rules) {
		return this.recent == rules.limit() || this.total == rules.stop();
	}

	private LoginFailures another(FailureRules rules, Instant now, int underWay) {
		boolean anew = isForgotten(rules, now);
		int newRecent = anew ? 1 : this.recent + 1;
		int newPending = (anew ? 0 : this.pending) + underWay;
		return new LoginFailures(newRecent, this.total + 1, newPending, anew ? now : this.since,
				rules.block(newRecent, this.total + 1, now), now);
	}

	private boolean isForgotten(FailureRules rules, Instant now) {
		Instant end = (this.blockedUntil != null) ? this.blockedUntil.plus(rules.forgottenAfter())
				: this.since.plus(rules.window());
		return !now.isBefore(end);
	}

}
