package io.github.jwtauth;

import java.util.List;
import java.util.Map;

/**
 * Keeps the events of committed transactions; those of others vanish, as a listener's
 * writes would. Safe for use by many threads.
 */
public final class TestEvents implements AuthEventPublisher {

	private final InMemoryTransactions transactions;

	private final Map<Integer, AuthEvent> rows;

	public TestEvents(InMemoryTransactions transactions) {
		this.transactions = transactions;
		this.rows = transactions.table();
	}

	@Override
	public void publish(AuthEvent event) {
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
	 * What happened of one kind.
	 * @param <E> the kind
	 * @param type the kind
	 * @return in order
	 */
	public <E extends AuthEvent> List<E> of(Class<E> type) {
		return all().stream().filter(type::isInstance).map(type::cast).toList();
	}

}
