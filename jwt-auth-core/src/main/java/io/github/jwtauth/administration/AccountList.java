package io.github.jwtauth.administration;

import java.util.List;

import io.github.jwtauth.account.KnownAccount;

/**
 * Some of the accounts that an administrator has found.
 *
 * @param accounts those of the page, in an order that is always the same
 * @param total how many there are on all pages
 */
public record AccountList(List<KnownAccount> accounts, long total) {

	public AccountList {
		accounts = List.copyOf(accounts);
	}

}
