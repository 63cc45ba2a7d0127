package io.github.jwtauth.notification;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.account.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Tells owners about their accounts. All methods join the running transaction: what is
 * promised is promised together with the change, or not at all, and is delivered after
 * the commit (decision 19, invariant I-7). Neither fails because a mail server is down.
 * Implementations are safe for use by many threads.
 */
public interface AccountNotifier {

	/**
	 * Promises to tell.
	 * @param notice what, to whom
	 */
	void send(AccountNotice notice);

	/**
	 * Does the work of {@link #send} and tells nobody, so that an answer for an address
	 * that nobody has takes what the others take (requirement R-21).
	 * @param kind what would have been told
	 * @param recipient who would have been told
	 */
	void pretend(NoticeKind kind, EmailAddress recipient);

	/**
	 * Whether {@link #send} would lead to a mail, now or later. Ask before a token is
	 * issued that voids the one before it: a stranger who uses up what a mailbox may get
	 * must not void the link that lies in it (requirement R-32, attack X-44). Takes the
	 * lock that decides, after those of account and subject, so that a yes holds until
	 * the transaction ends.
	 * @param kind what would be told, one that anybody can cause
	 * @param accountId whose, or {@code null} where the account is yet to be
	 * @param recipient who would be told
	 * @return {@code true} where mailboxes have no bound
	 */
	default boolean hasRoom(NoticeKind kind, @Nullable AccountId accountId, EmailAddress recipient) {
		return true;
	}

	/**
	 * Does the work of {@link #hasRoom} and asks about nobody (requirement R-21).
	 * @param kind what would be told
	 * @param recipient who would be told
	 */
	default void pretendRoom(NoticeKind kind, EmailAddress recipient) {
	}

	/**
	 * Takes back what was promised and has not been delivered: the account is gone.
	 * @param accountId whose
	 */
	void forget(AccountId accountId);

}
