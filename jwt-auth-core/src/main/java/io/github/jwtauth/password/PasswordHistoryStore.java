package io.github.jwtauth.password;

import java.time.Instant;
import java.util.List;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Secret;

/**
 * Where the hashes of former passwords live (requirement R-09). They are never exported
 * and go with the account. Implementations are safe for use by many threads and join the
 * running transaction; a host that keeps them elsewhere proves its store with
 * {@code PasswordHistoryStoreContract} of the test-jar.
 */
public interface PasswordHistoryStore {

	/**
	 * The former passwords.
	 * @param accountId whose
	 * @param limit most to return
	 * @return encoded, the newest first
	 */
	List<Secret> findLatest(AccountId accountId, int limit);

	/**
	 * Remembers a password that was in use until now and forgets those that are too many.
	 * The caller holds the subject's lock.
	 * @param accountId whose
	 * @param hash encoded
	 * @param at when it went out of use
	 * @param keep how many to keep, this one included; 0 forgets all
	 */
	void add(AccountId accountId, Secret hash, Instant at, int keep);

	/**
	 * Forgets all.
	 * @param accountId whose
	 * @return how many
	 */
	int removeAll(AccountId accountId);

}
