package io.github.jwtauth.account;

import java.time.Instant;
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
	 * read the version.
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
	 * Voids every login that is under way.
	 * @param id whose credential has changed
	 * @return whether the subject exists
	 */
	boolean advanceCredentialVersion(AccountId id);

	/**
	 * Voids the access tokens that were issued up to an instant, because what they say
	 * (roles, state) is no longer true.
	 * @param id whose
	 * @param until tokens with {@code iat} not after it are void
	 * @return whether the subject exists
	 */
	boolean voidAccessTokens(AccountId id, Instant until);

}
