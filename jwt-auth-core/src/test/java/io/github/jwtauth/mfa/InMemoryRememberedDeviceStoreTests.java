package io.github.jwtauth.mfa;

import java.util.function.Supplier;

import io.github.jwtauth.InMemoryTransactions;

class InMemoryRememberedDeviceStoreTests extends RememberedDeviceStoreContract {

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final RememberedDeviceStore store = new InMemoryRememberedDeviceStore(this.transactions);

	@Override
	protected RememberedDeviceStore store() {
		return this.store;
	}

	@Override
	protected <T> T inTransaction(Supplier<? extends T> work) {
		return this.transactions.alone(work);
	}

}
