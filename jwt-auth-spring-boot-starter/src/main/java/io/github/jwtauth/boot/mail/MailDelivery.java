package io.github.jwtauth.boot.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.boot.mail.MailDeliveryException.Reason;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.MailOutbox;
import io.github.jwtauth.notification.MailState;
import io.github.jwtauth.notification.MailUndeliverable;
import io.github.jwtauth.notification.OutboxMail;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one mail out of the outbox, sends it, and notes what became of it. Nothing is
 * locked and no transaction is open while it is sent. Whoever dies in between leaves a
 * lease that ends: the mail is then sent by somebody else, twice at worst (fault F-03).
 * Safe for use by many threads.
 */
final class MailDelivery {

	/** Longer than a mail server with our timeouts can take. */
	static final Duration LEASE = Duration.ofSeconds(60);

	private static final Logger logger = LoggerFactory.getLogger(MailDelivery.class);

	private static final int LONGEST_FAILURE = 250;

	private final MailOutbox outbox;

	private final Transactions transactions;

	private final Postman postman;

	private final Backoff backoff;

	private final AuthEventPublisher events;

	private final Clock clock;

	private volatile boolean unreachable;

	MailDelivery(MailOutbox outbox, Transactions transactions, Postman postman, Backoff backoff,
			AuthEventPublisher events, Clock clock) {
		this.outbox = outbox;
		this.transactions = transactions;
		this.postman = postman;
		this.backoff = backoff;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Sends what is due, and stops where nobody would get mail at the moment: the rest
	 * would only use up its attempts.
	 * @return how many mails were taken out
	 */
	int deliverDue() {
		int taken = 0;
		Step step = Step.WENT_ON;
		while (step == Step.WENT_ON && !Thread.currentThread().isInterrupted()) {
			step = next();
			taken += (step == Step.NOTHING_DUE) ? 0 : 1;
		}
		return taken;
	}

	/**
	 * Takes out one.
	 * @return whether there may be more
	 */
	Step next() {
		Instant now = this.clock.instant();
		Instant until = now.plus(LEASE);
		Optional<OutboxMail> due = this.transactions.alone(() -> this.outbox.lease(now, until));
		return due.map((mail) -> attempt(mail, now, until)).orElse(Step.NOTHING_DUE);
	}

	/**
	 * Whether the last attempt told that nobody would get mail.
	 * @return whether it did
	 */
	boolean isUnreachable() {
		return this.unreachable;
	}

	private Step attempt(OutboxMail mail, Instant now, Instant until) {
		if (!now.isBefore(mail.giveUpAt())) {
			boolean expired = mail.giveUpAt().isBefore(mail.createdAt().plus(OutboxNotifier.GIVE_UP_AFTER));
			giveUp(mail, expired ? MailState.EXPIRED : MailState.DEAD, null);
			return Step.WENT_ON;
		}
		try {
			this.postman.carry(mail);
		}
		catch (MailDeliveryException ex) {
			return failed(mail, until, ex);
		}
		this.unreachable = false;
		this.transactions.alone(() -> this.outbox.finish(mail.mailId(), MailState.SENT, null, this.clock.instant()));
		return Step.WENT_ON;
	}

	private Step failed(OutboxMail mail, Instant until, MailDeliveryException failure) {
		this.unreachable = failure.reason() == Reason.UNREACHABLE;
		String told = failure.reason() + " " + FactText.cut(String.valueOf(failure.getMessage()), LONGEST_FAILURE - 20);
		if (failure.reason() == Reason.REFUSED) {
			giveUp(mail, MailState.DEAD, told);
			return Step.WENT_ON;
		}
		logger.debug("Mail {} ({}) was not taken in attempt {}: {}", mail.mailId(), mail.kind(), mail.attempts(), told);
		Instant again = this.clock.instant().plus(this.backoff.after(mail.attempts()));
		Instant dueAt = again.isBefore(mail.giveUpAt()) ? again : mail.giveUpAt();
		this.transactions.alone(() -> this.outbox.putBack(mail.mailId(), until, dueAt, told));
		return this.unreachable ? Step.UNREACHABLE : Step.WENT_ON;
	}

	private void giveUp(OutboxMail mail, MailState state, @Nullable String told) {
		Instant now = this.clock.instant();
		boolean given = this.transactions.alone(() -> {
			boolean finished = this.outbox.finish(mail.mailId(), state, told, now);
			if (finished) {
				this.events.publish(new MailUndeliverable(now, mail.accountId(), mail.mailId(), mail.kind()));
			}
			return finished;
		});
		if (given) {
			logger.warn("Mail {} ({}) is given up after {} attempts: {} {}", mail.mailId(), mail.kind(),
					mail.attempts(), state, (told != null) ? told : "not in time");
		}
	}

	/**
	 * Composes and hands over.
	 */
	@FunctionalInterface
	interface Postman {

		/**
		 * Does both.
		 * @param mail sealed
		 * @throws MailDeliveryException whatever went wrong
		 */
		void carry(OutboxMail mail);

	}

	/**
	 * What came of asking for a mail.
	 */
	enum Step {

		/** There may be more. */
		WENT_ON,

		/** There is nothing to do. */
		NOTHING_DUE,

		/** There is no use in trying others now. */
		UNREACHABLE

	}

}
