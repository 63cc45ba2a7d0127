package io.github.jwtauth.administration;

import java.time.Instant;

import io.github.jwtauth.AccountId;

/**
 * What decides who administers. Implementations are safe for use by many threads and join
 * the running transaction; one that is not the built-in one is proved with
 * {@code AdministratorStoreContract} of the test-jar.
 */
public interface AdministratorStore {

	/**
	 * Takes the one lock on who administers, until the end of the transaction. Whoever
	 * makes administrators fewer, or makes the first one, holds it; what is read after it
	 * in a READ COMMITTED transaction is what the one before has left. The caller may
	 * hold the lock of one subject, taken before this one, and never takes another after
	 * it: so nobody waits for each other.
	 */
	void lock();

	/**
	 * Uses a setup token up. One statement decides; of many concurrent callers exactly
	 * one wins, whatever nodes they are on.
	 * @param tokenHash SHA-256 of the token, 32 bytes
	 * @param accountId who uses it
	 * @param at when
	 * @return whether it was unused until now
	 */
	boolean useSetupToken(byte[] tokenHash, AccountId accountId, Instant at);

	/**
	 * Whether a setup token was used.
	 * @param tokenHash SHA-256 of the token, 32 bytes
	 * @return whether it is worth nothing any more
	 */
	boolean isSetupTokenUsed(byte[] tokenHash);

}
