package io.github.jwtauth.mfa;

import java.util.function.Supplier;

import io.github.jwtauth.InMemoryTransactions;

class InMemoryMfaStoreTests extends MfaStoreContract {

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final MfaStore store = new InMemoryMfaStore(this.transactions);

	@Override
	protected MfaStore store() {
		return this.store;
	}

	@Override
	protected <T> T inTransaction(Supplier<? extends T> work) {
		return this.transactions.alone(work);
	}

}
