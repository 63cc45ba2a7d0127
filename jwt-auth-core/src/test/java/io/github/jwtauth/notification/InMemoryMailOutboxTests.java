package io.github.jwtauth.notification;

import java.util.function.Supplier;

import io.github.jwtauth.InMemoryTransactions;

class InMemoryMailOutboxTests extends MailOutboxContract {

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final MailOutbox outbox = new InMemoryMailOutbox(this.transactions);

	@Override
	protected MailOutbox outbox() {
		return this.outbox;
	}

	@Override
	protected <T> T inTransaction(Supplier<? extends T> work) {
		return this.transactions.alone(work);
	}

}
