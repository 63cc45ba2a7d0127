package io.github.jwtauth.account;

import java.util.Optional;

import io.github.jwtauth.Secret;

/**
 * Where accounts live. The built-in store keeps them in {@code jwtauth_account}; a host
 * with its own users implements this interface over its own table
 * ({@code jwtauth.accounts=store}). Implementations are called by many threads, on hot
 * paths outside of any transaction, and must answer from committed data.
 */
public interface AccountStore {

	/**
	 * Finds an account by what its owner types to log in.
	 * @param identifier an address, a username or whatever the host accepts; at most 254
	 * characters without control characters
	 * @return the account, or empty
	 */
	Optional<Account> findByIdentifier(String identifier);

	/**
	 * Finds an account by the host's own key. Asked at every refresh.
	 * @param key {@link Account#key()}
	 * @return the account as it is now, or empty when it was deleted
	 */
	Optional<Account> findByKey(String key);

	/**
	 * Inserts an account unless its key, canonical address or canonical username is
	 * taken. One statement decides; of two concurrent callers exactly one wins.
	 * @param account what to insert
	 * @return whether it was inserted
	 * @throws UnsupportedOperationException when accounts are made elsewhere
	 */
	boolean insertIfAbsent(Account account);

	/**
	 * Replaces a password hash, provided that it is still the expected one: an upgrade of
	 * the algorithm must never undo a concurrent change of the password.
	 * @param key {@link Account#key()}
	 * @param expected the hash that was read
	 * @param replacement the hash to store
	 * @return whether it was replaced
	 */
	boolean replacePasswordHash(String key, Secret expected, Secret replacement);

}
