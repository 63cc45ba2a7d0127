package io.github.jwtauth.token;

import java.util.function.Supplier;

import io.github.jwtauth.InMemoryTransactions;

class InMemorySigningKeyStoreTests extends SigningKeyStoreContract {

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final SigningKeyStore store = new InMemorySigningKeyStore(this.transactions);

	@Override
	protected SigningKeyStore store() {
		return this.store;
	}

	@Override
	protected <T> T inTransaction(Supplier<? extends T> work) {
		return this.transactions.alone(work);
	}

}
