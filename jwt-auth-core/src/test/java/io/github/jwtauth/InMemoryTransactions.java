package io.github.jwtauth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A database in memory with real transactions: one at a time, undone when the work
 * throws. The in-memory stores keep their rows in its tables; stores that share one
 * instance share its transactions.
 */
public final class InMemoryTransactions implements Transactions {

	private final ReentrantLock database = new ReentrantLock();

	private final List<Table<?, ?>> tables = new CopyOnWriteArrayList<>();

	/** Actions of the running transaction; guarded by the lock. */
	private @Nullable List<Runnable> afterCommit;

	/**
	 * Makes a table whose changes are undone when a transaction fails.
	 * @param <K> type of its key
	 * @param <V> type of its rows, immutable
	 * @return a map to be used inside {@link #statement} only
	 */
	public <K, V> Map<K, V> table() {
		Table<K, V> table = new Table<>(new LinkedHashMap<>());
		this.tables.add(table);
		return table.rows();
	}

	/**
	 * Runs one statement: in the running transaction of this thread, or by itself.
	 * @param <T> what it returns
	 * @param work reads and writes tables
	 * @return what the work returned
	 */
	public <T> T statement(Supplier<? extends T> work) {
		this.database.lock();
		try {
			return work.get();
		}
		finally {
			this.database.unlock();
		}
	}

	@Override
	public <T> T join(Supplier<? extends T> work) {
		return isRunning() ? work.get() : alone(work);
	}

	@Override
	public <T> T alone(Supplier<? extends T> work) {
		if (isRunning()) {
			throw new IllegalStateException("a transaction is running already");
		}
		List<Runnable> actions = new ArrayList<>();
		T result = statement(() -> transaction(work, actions));
		actions.forEach(Runnable::run);
		return result;
	}

	@Override
	public void afterCommit(Runnable action) {
		List<Runnable> actions = this.database.isHeldByCurrentThread() ? this.afterCommit : null;
		if (actions != null) {
			actions.add(action);
		}
		else {
			action.run();
		}
	}

	/**
	 * Whether this thread is inside a transaction.
	 * @return whether it is
	 */
	public boolean isRunning() {
		return this.database.isHeldByCurrentThread() && this.afterCommit != null;
	}

	private <T> T transaction(Supplier<? extends T> work, List<Runnable> actions) {
		List<Runnable> undo = this.tables.stream().map(Table::snapshot).toList();
		this.afterCommit = actions;
		try {
			return work.get();
		}
		catch (RuntimeException | Error ex) {
			undo.forEach(Runnable::run);
			throw ex;
		}
		finally {
			this.afterCommit = null;
		}
	}

	private record Table<K, V>(Map<K, V> rows) {

		/** What brings the present rows back. */
		Runnable snapshot() {
			Map<K, V> copy = new LinkedHashMap<>(this.rows);
			return () -> {
				this.rows.clear();
				this.rows.putAll(copy);
			};
		}

	}

}
