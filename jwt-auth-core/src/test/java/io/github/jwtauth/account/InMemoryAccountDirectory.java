package io.github.jwtauth.account;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds the accounts of an {@link InMemoryAccountStore}. Safe for use by many threads.
 */
public final class InMemoryAccountDirectory implements AccountDirectory {

	private final InMemoryAccountStore accounts;

	public InMemoryAccountDirectory(InMemoryAccountStore accounts) {
		this.accounts = accounts;
	}

	@Override
	public AccountPage find(AccountSearch search) {
		List<Account> found = this.accounts.all()
			.stream()
			.filter((account) -> matches(account, search.folded()))
			.sorted(Comparator.comparing(Account::key))
			.toList();
		return new AccountPage(found.stream().skip(search.offset()).limit(search.size()).toList(), found.size());
	}

	@Override
	public List<Account> findActive(String role) {
		return this.accounts.all()
			.stream()
			.filter((account) -> account.status() == AccountStatus.ACTIVE && account.roles().contains(role))
			.toList();
	}

	private static boolean matches(Account account, String text) {
		EmailAddress email = account.email();
		return Stream
			.of((email != null) ? email.value() : "", orEmpty(account.username()),
					orEmpty(account.firstName()) + " " + orEmpty(account.lastName()))
			.anyMatch((value) -> value.toLowerCase(Locale.ROOT).contains(text));
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

}
