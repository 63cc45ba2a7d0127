package io.github.jwtauth.mfa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.github.jwtauth.AccountId;

/**
 * Where second factors are kept. What is in a box is none of its business. Each method
 * that decides something is one statement whose row count is the answer. Implementations
 * are safe for use by many threads and join the running transaction; a host that keeps
 * factors elsewhere proves its store with {@code MfaStoreContract} of the test-jar.
 */
public interface MfaStore {

	/**
	 * The authenticator app of an account.
	 * @param accountId whose
	 * @return the app, also a pending one, or empty
	 */
	Optional<StoredTotp> findTotp(AccountId accountId);

	/**
	 * Sets a pending app up, in place of another pending one. The caller holds the
	 * subject's lock.
	 * @param accountId whose
	 * @param totp pending
	 * @return whether it is there now; not when an active one is
	 */
	boolean putPending(AccountId accountId, StoredTotp totp);

	/**
	 * Makes a pending app active, and uses up the code that has proven it. Of many
	 * concurrent callers one gets {@code true}.
	 * @param accountId whose
	 * @param seedId the seed that the code was compared with
	 * @param step of the code
	 * @param at when
	 * @return whether this call did it
	 */
	boolean activate(AccountId accountId, UUID seedId, long step, Instant at);

	/**
	 * Uses a code of an active app up. Of many concurrent callers with one step one gets
	 * {@code true}; none does with the step of an older code.
	 * @param accountId whose
	 * @param seedId the seed that the code was compared with
	 * @param step of the code
	 * @return whether this call used it up
	 */
	boolean consumeStep(AccountId accountId, UUID seedId, long step);

	/**
	 * Removes the app, also a pending one.
	 * @param accountId whose
	 * @return whether an active one was there
	 */
	boolean removeTotp(AccountId accountId);

	/**
	 * How many accounts have an active app, for operators.
	 * @return their number
	 */
	long countActive();

	/**
	 * The recovery codes that are left.
	 * @param accountId whose
	 * @return in no particular order
	 */
	List<StoredRecoveryCode> findRecoveryCodes(AccountId accountId);

	/**
	 * Replaces all recovery codes. The caller holds the subject's lock.
	 * @param accountId whose
	 * @param codes the new ones; empty to have none
	 */
	void replaceRecoveryCodes(AccountId accountId, List<StoredRecoveryCode> codes);

	/**
	 * Uses a recovery code up. Of many concurrent callers with one code one gets
	 * {@code true}.
	 * @param accountId whose
	 * @param codeId which
	 * @return whether this call used it up
	 */
	boolean consumeRecoveryCode(AccountId accountId, UUID codeId);

	/**
	 * Removes apps that were set up and never activated, a bounded number each time.
	 * @param createdBefore older than this
	 * @param limit most rows to delete
	 * @return how many were deleted
	 */
	int purgePending(Instant createdBefore, int limit);

}
