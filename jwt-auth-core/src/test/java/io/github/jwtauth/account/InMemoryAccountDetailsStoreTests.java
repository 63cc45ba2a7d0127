package io.github.jwtauth.account;

import java.util.function.Supplier;

import io.github.jwtauth.InMemoryTransactions;

class InMemoryAccountDetailsStoreTests extends AccountDetailsStoreContract {

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final AccountDetailsStore store = new InMemoryAccountDetailsStore(this.transactions);

	@Override
	protected AccountDetailsStore store() {
		return this.store;
	}

	@Override
	protected <T> T inTransaction(Supplier<? extends T> work) {
		return this.transactions.alone(work);
	}

}
