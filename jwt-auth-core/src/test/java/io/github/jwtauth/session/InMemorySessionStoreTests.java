package io.github.jwtauth.session;

import java.time.Clock;
import java.util.function.Supplier;

import io.github.jwtauth.InMemoryTransactions;

class InMemorySessionStoreTests extends SessionStoreContract {

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final SessionStore store = new InMemorySessionStore(this.transactions, Clock.systemUTC());

	@Override
	protected SessionStore store() {
		return this.store;
	}

	@Override
	protected <T> T inTransaction(Supplier<? extends T> work) {
		return this.transactions.alone(work);
	}

}
