package io.github.jwtauth.account;

import java.util.function.Supplier;

import io.github.jwtauth.InMemoryTransactions;

class InMemoryExternalIdentityStoreTests extends ExternalIdentityStoreContract {

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final ExternalIdentityStore store = new InMemoryExternalIdentityStore(this.transactions);

	@Override
	protected ExternalIdentityStore store() {
		return this.store;
	}

	@Override
	protected <T> T inTransaction(Supplier<? extends T> work) {
		return this.transactions.alone(work);
	}

}
