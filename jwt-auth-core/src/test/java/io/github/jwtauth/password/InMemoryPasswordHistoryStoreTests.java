package io.github.jwtauth.password;

import java.util.function.Supplier;

import io.github.jwtauth.InMemoryTransactions;

class InMemoryPasswordHistoryStoreTests extends PasswordHistoryStoreContract {

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final PasswordHistoryStore store = new InMemoryPasswordHistoryStore(this.transactions);

	@Override
	protected PasswordHistoryStore store() {
		return this.store;
	}

	@Override
	protected <T> T inTransaction(Supplier<? extends T> work) {
		return this.transactions.alone(work);
	}

}
