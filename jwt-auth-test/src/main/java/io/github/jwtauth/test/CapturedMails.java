package io.github.jwtauth.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.boot.mail.AuthMailTransport;
import io.github.jwtauth.boot.mail.OutgoingMail;
import io.github.jwtauth.notification.NoticeKind;

/**
 * Keeps the mail of jwt-auth instead of sending it. Mail leaves after the commit of what
 * it tells, and so after the answer to the request; the methods that take one wait for
 * it, 10 seconds at most. Empty again after each test, but mail of an earlier test may
 * still be on its way then: an address of its own for each test keeps them apart. Safe
 * for use by many threads.
 */
public final class CapturedMails implements AuthMailTransport {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final Duration patience;

	/** Guarded by this. */
	private final List<CapturedMail> mails = new ArrayList<>();

	public CapturedMails() {
		this(PATIENCE);
	}

	CapturedMails(Duration patience) {
		this.patience = patience;
	}

	@Override
	public synchronized void deliver(OutgoingMail mail) {
		this.mails.add(new CapturedMail(mail));
		notifyAll();
	}

	/**
	 * Takes the oldest mail to somebody, waiting for it when there is none.
	 * @param recipient the address, in any case
	 * @return a mail that is not returned again
	 * @throws AssertionError when none comes
	 */
	public CapturedMail next(String recipient) {
		EmailAddress address = EmailAddress.of(recipient);
		return take((mail) -> mail.outgoing().recipient().equals(address), "to " + recipient);
	}

	/**
	 * Takes the oldest mail of a kind to somebody, waiting for it when there is none.
	 * @param recipient the address, in any case
	 * @param kind what it tells
	 * @return a mail that is not returned again; those of other kinds are left
	 * @throws AssertionError when none comes
	 */
	public CapturedMail next(String recipient, NoticeKind kind) {
		EmailAddress address = EmailAddress.of(recipient);
		return take((mail) -> mail.kind() == kind && mail.outgoing().recipient().equals(address),
				"of kind " + kind + " to " + recipient);
	}

	/**
	 * What came and was not taken.
	 * @return the oldest first, without waiting
	 */
	public synchronized List<CapturedMail> all() {
		return List.copyOf(this.mails);
	}

	/** Forgets all. */
	public synchronized void clear() {
		this.mails.clear();
	}

	private synchronized CapturedMail take(Predicate<CapturedMail> wanted, String description) {
		long end = System.nanoTime() + this.patience.toNanos();
		for (long left = this.patience.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
			Iterator<CapturedMail> present = this.mails.iterator();
			while (present.hasNext()) {
				CapturedMail mail = present.next();
				if (wanted.test(mail)) {
					present.remove();
					return mail;
				}
			}
			await(left);
		}
		throw new AssertionError(
				"No mail " + description + " within " + this.patience.toSeconds() + " seconds, only " + this.mails);
	}

	/** Called while holding the lock. */
	private void await(long millis) {
		try {
			wait(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for mail", ex);
		}
	}

}
