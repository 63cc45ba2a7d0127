package io.github.jwtauth.onetimetoken;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import io.github.jwtauth.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Where one-time tokens wait to be used. A row knows hashes only. Implementations are
 * safe for use by many threads and join the running transaction; a host that keeps them
 * elsewhere proves its store with {@code OneTimeTokenStoreContract} of the test-jar.
 */
public interface OneTimeTokenStore {

	/**
	 * Adds a token.
	 * @param hash of the token
	 * @param browser hash of what its browser carries, or {@code null} when any may use
	 * it
	 * @param token what it stands for
	 */
	void insert(TokenHash hash, @Nullable TokenHash browser, OneTimeToken token);

	/**
	 * Looks at a token and leaves it as it is.
	 * @param ticket what was presented
	 * @param now the present
	 * @return the token, or empty when it is unknown, used, expired, of another purpose
	 * or of another browser
	 */
	Optional<OneTimeToken> find(Ticket ticket, Instant now);

	/**
	 * Uses a token up. One conditional statement decides: of many concurrent callers with
	 * one token exactly one gets {@code true}, unless its transaction is rolled back.
	 * @param ticket what was presented
	 * @param now the present
	 * @return whether this call used it up; {@code false} whenever {@link #find} is empty
	 */
	boolean consume(Ticket ticket, Instant now);

	/**
	 * Voids what is left of one purpose. The caller holds the subject's lock.
	 * @param accountId whose
	 * @param purpose which
	 * @return how many were voided
	 */
	int removeAll(AccountId accountId, OneTimeTokenPurpose purpose);

	/**
	 * Voids what is left of several purposes: a credential was changed, or the account is
	 * gone. The caller holds the subject's lock.
	 * @param accountId whose
	 * @param purposes which
	 * @return how many were voided
	 */
	int removeAll(AccountId accountId, Set<OneTimeTokenPurpose> purposes);

	/**
	 * What waits of a purpose of which only the newest is good. Leaves it as it is.
	 * @param accountId whose
	 * @param purpose which
	 * @param now the present
	 * @return the token with the hash of its code, or empty when none waits
	 */
	Optional<Pending> findPending(AccountId accountId, OneTimeTokenPurpose purpose, Instant now);

	/**
	 * Gives what waits a code that can be typed in instead. Not for a token that only one
	 * browser may use. The caller holds the subject's lock.
	 * @param accountId whose
	 * @param purpose which
	 * @param code hash of the code
	 * @param attempts how often somebody may try
	 */
	void setCode(AccountId accountId, OneTimeTokenPurpose purpose, TokenHash code, int attempts);

	/**
	 * Takes one attempt away, before the code is compared. One conditional statement
	 * decides: of many concurrent callers no more get {@code true} than there were
	 * attempts.
	 * @param accountId whose
	 * @param purpose which
	 * @param now the present
	 * @return whether there was an attempt left
	 */
	boolean spendAttempt(AccountId accountId, OneTimeTokenPurpose purpose, Instant now);

	/**
	 * Takes one attempt away from a token that is answered for by something else, before
	 * that is compared. One conditional statement decides: of many concurrent callers no
	 * more than {@code limit} get {@code true}.
	 * @param ticket what was presented
	 * @param limit how many attempts a token has; the same each time
	 * @param now the present
	 * @return whether there was an attempt left; {@code false} whenever {@link #find} is
	 * empty
	 */
	boolean spendAttempt(Ticket ticket, int limit, Instant now);

	/**
	 * Uses up what waits, by its code, as {@link #consume} does by the token.
	 * @param accountId whose
	 * @param purpose which
	 * @param code hash of the code
	 * @param now the present
	 * @return whether this call used it up
	 */
	boolean consumeByCode(AccountId accountId, OneTimeTokenPurpose purpose, TokenHash code, Instant now);

	/**
	 * Voids the tokens of one purpose that expire at an instant or later. The caller
	 * holds the subject's lock.
	 * @param accountId whose
	 * @param purpose which
	 * @param from which instant
	 * @return how many were voided
	 */
	int removeExpiringFrom(AccountId accountId, OneTimeTokenPurpose purpose, Instant from);

	/**
	 * Deletes expired tokens, a bounded number each time.
	 * @param now the present
	 * @param limit most rows to delete
	 * @return how many were deleted; less than the limit when nothing is left to do
	 */
	int purge(Instant now, int limit);

	/**
	 * A token that waits.
	 *
	 * @param token what it stands for
	 * @param code hash of the code that can be typed in instead, or {@code null}
	 */
	record Pending(OneTimeToken token, @Nullable TokenHash code) {

	}

	/**
	 * A token as somebody presents it.
	 *
	 * @param hash of the token
	 * @param purpose what it is presented for
	 * @param browser hash of what the browser carries, or {@code null}
	 */
	record Ticket(TokenHash hash, OneTimeTokenPurpose purpose, @Nullable TokenHash browser) {

	}

}
