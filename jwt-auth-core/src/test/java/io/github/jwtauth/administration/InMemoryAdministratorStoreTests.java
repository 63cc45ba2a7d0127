package io.github.jwtauth.administration;

import java.util.function.Supplier;

import io.github.jwtauth.InMemoryTransactions;

class InMemoryAdministratorStoreTests extends AdministratorStoreContract {

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final AdministratorStore store = new InMemoryAdministratorStore(this.transactions);

	@Override
	protected AdministratorStore store() {
		return this.store;
	}

	@Override
	protected <T> T inTransaction(Supplier<? extends T> work) {
		return this.transactions.alone(work);
	}

}
