package io.github.jwtauth.onetimetoken;

import java.util.function.Supplier;

import io.github.jwtauth.InMemoryTransactions;

class InMemoryOneTimeTokenStoreTests extends OneTimeTokenStoreContract {

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final OneTimeTokenStore store = new InMemoryOneTimeTokenStore(this.transactions);

	@Override
	protected OneTimeTokenStore store() {
		return this.store;
	}

	@Override
	protected <T> T inTransaction(Supplier<? extends T> work) {
		return this.transactions.alone(work);
	}

}
