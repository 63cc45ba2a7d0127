package io.github.jwtauth.account;

import java.util.List;

/**
 * Finds accounts for administrators, and who administers. The built-in accounts have one;
 * a host with its own users defines a bean over its own table. Without one nobody lists
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
	 * All accounts that are {@link AccountStatus#ACTIVE} and have a role, which few have.
	 * Asked for the role of administrators, while the caller holds the lock of
	 * {@code AdministratorStore}; which of them may log in is judged by the caller.
	 * @param role without prefix, compared to the letter
	 * @return in any order
	 */
	List<Account> findActive(String role);

}
