package io.github.jwtauth.notification;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Mail that was promised and is to be sent (decision 19). Rows are written in the
 * transaction of the change that they tell about, and are taken out by whichever node is
 * first. Implementations are safe for use by many threads and join the running
 * transaction.
 */
public interface MailOutbox {

	/**
	 * Keeps a mail.
	 * @param mail what, to whom, when
	 * @param state {@link MailState#WAITING}, or {@link MailState#NOTHING} for one that
	 * is only pretended
	 */
	void insert(OutboxMail mail, MailState state);

	/**
	 * Takes back what waits of the same kind for the same account, or for the same
	 * mailbox where there is no account: a newer mail makes it void. Sealed content is
	 * dropped.
	 * @param kind of which kind
	 * @param accountId whose, or {@code null}
	 * @param mailbox whose
	 * @param now the present
	 * @return when it would have been due, so that the newer one can have its place, also
	 * in the budget; the earliest, if there were several. Empty when there was none, when
	 * it is just being sent, or when it would have gone to another mailbox: that one's
	 * place is none in this one (attack X-44)
	 */
	Optional<Instant> supersede(NoticeKind kind, @Nullable AccountId accountId, MailboxHash mailbox, Instant now);

	/**
	 * Whether {@link #supersede} would have a place to give. Where it has, the mail is
	 * locked until the transaction ends, so that nobody sends it meanwhile.
	 * @param kind of which kind
	 * @param accountId whose, or {@code null}
	 * @param mailbox whose
	 * @param now the present
	 * @return whether such a mail waits, and is not just being sent
	 */
	boolean lockWaiting(NoticeKind kind, @Nullable AccountId accountId, MailboxHash mailbox, Instant now);

	/**
	 * Removes what waits for an account that is gone, except for the notice that it is
	 * gone.
	 * @param accountId whose
	 */
	void forget(AccountId accountId);

	/**
	 * Takes the mail out that is due for the longest time and that nobody else has, and
	 * counts the attempt. Must be called in a transaction of its own: what another one
	 * has locked is passed over, so that two callers never get the same.
	 * @param now the present
	 * @param until how long nobody else gets it; afterwards its taker is taken for dead
	 * @return the mail, the attempt included, or empty when nothing is due
	 */
	Optional<OutboxMail> lease(Instant now, Instant until);

	/**
	 * Puts an end to a mail that waits, and drops what it said.
	 * @param mailId which
	 * @param state how it ended
	 * @param failure why, without addresses, or {@code null}
	 * @param now the present
	 * @return whether it was waiting; otherwise nothing has changed
	 */
	boolean finish(UUID mailId, MailState state, @Nullable String failure, Instant now);

	/**
	 * Puts a mail back, unless somebody else has it meanwhile.
	 * @param mailId which
	 * @param leasedUntil the lease that its taker got
	 * @param dueAt when it may be taken out again
	 * @param failure why, without addresses
	 * @return whether it was put back
	 */
	boolean putBack(UUID mailId, Instant leasedUntil, Instant dueAt, String failure);

	/**
	 * How much is waiting and how much was given up.
	 * @param now the present
	 * @return numbers of this moment
	 */
	MailStatistics statistics(Instant now);

	/**
	 * The budget of a mailbox, locked until the transaction ends.
	 * @param mailbox whose
	 * @param now what a new one begins with
	 * @return what was spent so far
	 */
	MailBudget lockBudget(MailboxHash mailbox, Instant now);

	/**
	 * Keeps a budget that this transaction has locked.
	 * @param mailbox whose
	 * @param budget what is spent now
	 */
	void saveBudget(MailboxHash mailbox, MailBudget budget);

	/**
	 * Lets every mailbox that an account has lately got mail in have the next one at
	 * once: its owner has read the mail.
	 * @param accountId whose
	 * @param lastAt what to take for the time of the last mail
	 */
	void giveMinuteBack(AccountId accountId, Instant lastAt);

	/**
	 * Removes finished mail and budgets that nobody has used since.
	 * @param before finished, or begun, before this
	 * @param limit most rows of each to remove
	 * @return how many rows were removed of the kind that had more
	 */
	int purge(Instant before, int limit);

}
