package io.github.jwtauth.account;

/**
 * Finds accounts for administrators, and counts them. The built-in accounts have one; a
 * host with its own users defines a bean over its own table. Without one nobody lists
 * accounts, and the account of an administrator is neither closed nor demoted here,
 * because nobody could say who is left. Implementations are safe for use by many threads,
 * join the running transaction and read what is committed.
 */
public interface AccountDirectory {

	/**
	 * A page of accounts. The text of a search is what somebody typed: implementations
	 * bind it as a parameter and take {@code %} and {@code _} as they are (attack X-52).
	 * @param search what to look for; the order is always the same
	 * @return the page, and how many accounts match altogether
	 */
	AccountPage find(AccountSearch search);

	/**
	 * Counts the accounts that are {@link AccountStatus#ACTIVE} and have a role. Asked
	 * while the caller holds the lock of {@code AdministratorStore}.
	 * @param role without prefix, compared to the letter
	 * @return how many
	 */
	long countActive(String role);

}
