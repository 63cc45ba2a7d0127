package io.github.jwtauth.protection;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Where failed logins are counted. Rules are none of its business: it keeps what it is
 * given, for whoever saw what was there before. What is about one key is one statement,
 * which decides and is committed by itself, without holding a connection before or after:
 * called inside a transaction it throws {@link IllegalStateException}, because a rollback
 * would forget the guess. What is about several keys joins the running transaction.
 * Implementations are safe for use by many threads.
 */
public interface LoginFailureStore {

	/**
	 * What is counted.
	 * @param key whose
	 * @return the count, or empty when nothing has failed
	 */
	Optional<LoginFailures> find(LoginFailureKey key);

	/**
	 * Begins a count. Of any number of concurrent callers one does.
	 * @param key whose
	 * @param owner the account that it goes with, or {@code null}
	 * @param first the count
	 * @return whether it was begun; not when there is one
	 */
	boolean insertIfAbsent(LoginFailureKey key, @Nullable AccountId owner, LoginFailures first);

	/**
	 * Goes on with a count that is still what the caller has read. Of any number of
	 * concurrent callers that have read the same, one does.
	 * @param key whose
	 * @param expected what was read
	 * @param next the count from now on
	 * @return whether it was replaced
	 */
	boolean replace(LoginFailureKey key, LoginFailures expected, LoginFailures next);

	/**
	 * Forgets a count.
	 * @param key whose
	 */
	void remove(LoginFailureKey key);

	/**
	 * A guess that was under way has failed: it is not pending any more. Nothing happens
	 * when its count was begun anew in the meantime.
	 * @param key whose
	 * @param since {@link LoginFailures#since()} of its count
	 */
	void settle(LoginFailureKey key, Instant since);

	/**
	 * A guess that was under way has not happened: it is not counted, and the block that
	 * it set is again the one before it, which says how far the count has come. A block
	 * that somebody else has set since then stays. Nothing happens when its count was
	 * begun anew in the meantime.
	 * @param key whose
	 * @param since {@link LoginFailures#since()} of its count
	 * @param block {@link LoginFailures#blockedUntil()} that the guess set, or
	 * {@code null}
	 * @param before the one that was there when it was let in, or {@code null}
	 */
	void giveBack(LoginFailureKey key, Instant since, @Nullable Instant block, @Nullable Instant before);

	/**
	 * The longest block.
	 * @param keys of what
	 * @return its end, also a past one; empty when nothing is blocked
	 */
	Optional<Instant> findLatestBlock(Collection<LoginFailureKey> keys);

	/**
	 * Forgets counts.
	 * @param keys whose
	 * @return how many there were
	 */
	int removeAll(Collection<LoginFailureKey> keys);

	/**
	 * Forgets what goes with an account.
	 * @param owner the account
	 * @return how many there were
	 */
	int removeAll(AccountId owner);

	/**
	 * Removes counts that matter no more: of less than 5 guesses after a day without
	 * another, of less than 100 after 30 days, others after a year.
	 * @param now the present
	 * @param limit most rows to remove
	 * @return how many were removed
	 */
	int purge(Instant now, int limit);

}
