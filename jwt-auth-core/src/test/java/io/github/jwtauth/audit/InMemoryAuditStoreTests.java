package io.github.jwtauth.audit;

import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.Transactions;

class InMemoryAuditStoreTests extends AuditStoreContract {

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final InMemoryAuditStore store = new InMemoryAuditStore(this.transactions);

	@Override
	protected AuditStore store() {
		return this.store;
	}

	@Override
	protected AuditChain chain() {
		return this.store;
	}

	@Override
	protected Transactions transactions() {
		return this.transactions;
	}

}
