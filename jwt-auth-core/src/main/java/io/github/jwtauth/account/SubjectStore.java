package io.github.jwtauth.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.github.jwtauth.AccountId;

/**
 * Where subjects live. Every method that changes something is one statement whose row
 * count is the answer, and takes the row's lock until the end of the transaction: that
 * lock orders logins, the session cap, credential changes and "end all sessions" of one
 * account.
 */
public interface SubjectStore {

	/**
	 * The subject of an account, made when it is seen for the first time. Of two
	 * concurrent first callers both get the same one.
	 * @param accountKey {@link Account#key()}
	 * @return the subject
	 */
	Subject subjectOf(String accountKey);

	/**
	 * Finds a subject by what tokens call it.
	 * @param id {@code sub} of a token or account of a session
	 * @return the subject, or empty
	 */
	Optional<Subject> find(AccountId id);

	/**
	 * Claims a login: records it, provided that no credential changed since the caller
	 * read the version. Whoever logs in again wants to keep the account: a deletion that
	 * is planned is called off by the same statement.
	 * @param id whose login
	 * @param credentialVersion the version that the password was checked against
	 * @param at the time of the login
	 * @return whether the login may go on
	 */
	boolean claimLogin(AccountId id, long credentialVersion, Instant at);

	/**
	 * Takes the lock of the subject until the end of the transaction.
	 * @param id whose
	 * @return whether the subject exists
	 */
	boolean lock(AccountId id);

	/**
	 * Voids every login that is under way, and calls a planned deletion off: whoever
	 * recovers an account wants to keep it, and who had it before may have planned that.
	 * Plan a deletion after this, not before it.
	 * @param id whose credential has changed
	 * @return whether the subject exists
	 */
	boolean advanceCredentialVersion(AccountId id);

	/**
	 * Voids every login that is under way, as {@link #advanceCredentialVersion} does, and
	 * leaves a planned deletion as it is: an account that is closed still goes when its
	 * owner wanted that.
	 * @param id whose
	 * @return whether the subject exists
	 */
	boolean voidLogins(AccountId id);

	/**
	 * Voids the access tokens that were issued up to an instant, because what they say
	 * (roles, state) is no longer true.
	 * @param id whose
	 * @param until tokens with {@code iat} not after it are void
	 * @return whether the subject exists
	 */
	boolean voidAccessTokens(AccountId id, Instant until);

	/**
	 * Demands a new password before the next session, or no longer.
	 * @param id whose
	 * @param required whether it is demanded
	 * @return whether the subject exists
	 */
	boolean requirePasswordChange(AccountId id, boolean required);

	/**
	 * Plans the deletion of an account, until somebody logs in.
	 * @param id whose
	 * @param due when
	 * @return whether the subject exists
	 */
	boolean planDeletion(AccountId id, Instant due);

	/**
	 * When a planned deletion is due.
	 * @param id whose
	 * @return the time, or empty when none is planned
	 */
	Optional<Instant> deletionDueAt(AccountId id);

	/**
	 * Accounts whose deletion is due.
	 * @param now the present
	 * @param limit most to return
	 * @return the longest overdue first
	 */
	List<AccountId> findDueForDeletion(Instant now, int limit);

	/**
	 * Whether the deletion of an account is due. Asked under the subject's lock, because
	 * a login may have called it off.
	 * @param id whose
	 * @param now the present
	 * @return whether it is
	 */
	boolean isDueForDeletion(AccountId id, Instant now);

	/**
	 * Cuts the tie to the host's account, which is gone: nobody finds the subject by the
	 * host's key again, and a new account with the same key gets a new subject. The row
	 * stays, because it says which access tokens are void.
	 * @param id whose
	 * @return whether the subject exists
	 */
	boolean retire(AccountId id);

}
