package io.github.jwtauth.notification;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.account.EmailAddress;

/**
 * Tells owners about their accounts. Both methods join the running transaction: what is
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
	 * Takes back what was promised and has not been delivered: the account is gone.
	 * @param accountId whose
	 */
	void forget(AccountId accountId);

}
