package io.github.jwtauth.account;

import java.util.function.Supplier;

import io.github.jwtauth.InMemoryTransactions;

class InMemoryAccountStoreTests extends ChangedAccountsContract {

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final AccountStore store = new InMemoryAccountStore(this.transactions);

	@Override
	protected AccountStore store() {
		return this.store;
	}

	@Override
	protected <T> T inTransaction(Supplier<? extends T> work) {
		return this.transactions.alone(work);
	}

}
