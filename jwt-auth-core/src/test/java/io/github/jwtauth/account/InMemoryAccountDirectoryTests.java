package io.github.jwtauth.account;

import io.github.jwtauth.InMemoryTransactions;

class InMemoryAccountDirectoryTests extends AccountDirectoryContract {

	private final InMemoryAccountStore accounts = new InMemoryAccountStore(new InMemoryTransactions());

	@Override
	protected AccountDirectory directory() {
		return new InMemoryAccountDirectory(this.accounts);
	}

	@Override
	protected void given(Account account) {
		this.accounts.insertIfAbsent(account);
	}

}
