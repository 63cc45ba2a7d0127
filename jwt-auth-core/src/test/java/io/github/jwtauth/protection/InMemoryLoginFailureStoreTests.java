package io.github.jwtauth.protection;

import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.Transactions;

class InMemoryLoginFailureStoreTests extends LoginFailureStoreContract {

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final LoginFailureStore store = new InMemoryLoginFailureStore(this.transactions);

	@Override
	protected LoginFailureStore store() {
		return this.store;
	}

	@Override
	protected Transactions transactions() {
		return this.transactions;
	}

}
