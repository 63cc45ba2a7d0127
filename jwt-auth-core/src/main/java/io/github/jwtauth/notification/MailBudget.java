package io.github.jwtauth.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How much mail one mailbox has got that anybody could cause: at most one a minute, 5 an
 * hour and 10 a day over all kinds (requirement R-32). Windows begin with the first mail
 * and are counted by when a mail is sent, not by when it was promised. Immutable.
 *
 * @param lastAt when the last mail is sent; in the future when it waits for its minute
 * @param hourFrom when the present hour began
 * @param hourCount mails in it
 * @param dayFrom when the present day began
 * @param dayCount mails in it
 */
public record MailBudget(Instant lastAt, Instant hourFrom, int hourCount, Instant dayFrom, int dayCount) {

	/** Pause between two mails. */
	public static final Duration MINUTE = Duration.ofMinutes(1);

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Duration DAY = Duration.ofDays(1);

	private static final int PER_HOUR = 5;

	private static final int PER_DAY = 10;

	public MailBudget {
		Objects.requireNonNull(lastAt, "lastAt");
		Objects.requireNonNull(hourFrom, "hourFrom");
		Objects.requireNonNull(dayFrom, "dayFrom");
	}

	/**
	 * Of a mailbox that got nothing so far.
	 * @param now the present
	 * @return an unspent budget
	 */
	public static MailBudget unspent(Instant now) {
		return new MailBudget(now.minus(MINUTE), now, 0, now, 0);
	}

	/**
	 * Spends one mail.
	 * @param now the present
	 * @return what is spent then; its {@link #lastAt()} is when the mail may be sent. Or
	 * empty when the mailbox has got enough
	 */
	public Optional<MailBudget> spend(Instant now) {
		Instant at = freeFrom(now);
		boolean newHour = !at.isBefore(this.hourFrom.plus(HOUR)) || at.isBefore(this.hourFrom);
		boolean newDay = !at.isBefore(this.dayFrom.plus(DAY)) || at.isBefore(this.dayFrom);
		int inHour = newHour ? 0 : this.hourCount;
		int inDay = newDay ? 0 : this.dayCount;
		if (inHour >= PER_HOUR || inDay >= PER_DAY) {
			return Optional.empty();
		}
		return Optional
			.of(new MailBudget(at, newHour ? at : this.hourFrom, inHour + 1, newDay ? at : this.dayFrom, inDay + 1));
	}

	/** A clock that was set back far must not close a mailbox for good. */
	private Instant freeFrom(Instant now) {
		Instant next = this.lastAt.plus(MINUTE);
		return (next.isAfter(now) && next.isBefore(now.plus(HOUR))) ? next : now;
	}

}
