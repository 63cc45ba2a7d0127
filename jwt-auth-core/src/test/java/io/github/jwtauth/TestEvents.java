package io.github.jwtauth;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps the events of committed transactions; those of others vanish, as a listener's
 * writes would. Safe for use by many threads.
 */
public final class TestEvents implements AuthEventPublisher {

	private final InMemoryTransactions transactions;

	private final Map<Integer, AuthEvent> rows;

	private final List<AuthEvent> outside = new CopyOnWriteArrayList<>();

	public TestEvents(InMemoryTransactions transactions) {
		this.transactions = transactions;
		this.rows = transactions.table();
	}

	@Override
	public void publish(AuthEvent event) {
		if (!this.transactions.isRunning()) {
			this.outside.add(event);
		}
		this.transactions.statement(() -> this.rows.put(this.rows.size(), event));
	}

	/**
	 * Everything that happened.
	 * @return in order
	 */
	public List<AuthEvent> all() {
		return this.transactions.statement(() -> List.copyOf(this.rows.values()));
	}

	/**
	 * What was published without a transaction, which could be tried again and publish
	 * twice.
	 * @return in order
	 */
	public List<AuthEvent> outside() {
		return List.copyOf(this.outside);
	}

	/**
	 * What happened of one kind.
	 * @param <E> the kind
	 * @param type the kind
	 * @return in order
	 */
	public <E extends AuthEvent> List<E> of(Class<E> type) {
		return all().stream().filter(type::isInstance).map(type::cast).toList();
	}

}
