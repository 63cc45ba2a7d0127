package io.github.jwtauth.account;

import java.time.Clock;
import java.util.function.Supplier;

import io.github.jwtauth.InMemoryTransactions;

class InMemoryPlannedDeletionTests extends PlannedDeletionContract {

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final SubjectStore store = new InMemorySubjectStore(this.transactions, Clock.systemUTC());

	@Override
	protected SubjectStore store() {
		return this.store;
	}

	@Override
	protected <T> T inTransaction(Supplier<? extends T> work) {
		return this.transactions.alone(work);
	}

}
