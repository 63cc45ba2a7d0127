package io.github.jwtauth.account;

import java.util.List;

/**
 * Some of the accounts that a search has found.
 *
 * @param accounts those of the page, in an order that is always the same
 * @param total how many there are on all pages
 */
public record AccountPage(List<Account> accounts, long total) {

	public AccountPage {
		accounts = List.copyOf(accounts);
	}

}
