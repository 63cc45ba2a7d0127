package io.github.jwtauth.boot.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What the work of one transaction returned, and whether that was committed. Used by one
 * thread.
 *
 * @param <T> what the work returns
 */
final class Outcome<T> implements TransactionSynchronization {

	private final List<T> result = new ArrayList<>(1);

	private @Nullable RuntimeException failure;

	private boolean committed;

	/** Called inside the transaction: keeps what is about to be committed, or why not. */
	T of(Supplier<? extends T> work) {
		try {
			T returned = work.get();
			this.result.add(returned);
			TransactionSynchronizationManager.registerSynchronization(this);
			return returned;
		}
		catch (RuntimeException ex) {
			this.failure = ex;
			throw ex;
		}
	}

	/**
	 * Why there is no result, or {@code null} when the work came to its end. A rollback
	 * that fails as well, because the connection is gone, hides that.
	 */
	@Nullable RuntimeException failure() {
		return this.failure;
	}

	@Override
	public void afterCompletion(int status) {
		this.committed = status == STATUS_COMMITTED;
	}

	boolean isCommitted() {
		return this.committed;
	}

	T result() {
		return this.result.get(0);
	}

}
