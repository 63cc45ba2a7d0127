package io.github.jwtauth.mfa;

import java.util.function.Supplier;

import io.github.jwtauth.InMemoryTransactions;

class InMemorySealedFactorStoreTests extends SealedFactorStoreContract {

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final InMemoryMfaStore store = new InMemoryMfaStore(this.transactions);

	@Override
	protected SealedFactorStore store() {
		return this.store.sealed();
	}

	@Override
	protected MfaStore factors() {
		return this.store;
	}

	@Override
	protected <T> T inTransaction(Supplier<? extends T> work) {
		return this.transactions.alone(work);
	}

}
