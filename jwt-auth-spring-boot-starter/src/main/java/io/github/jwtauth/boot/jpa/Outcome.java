package io.github.jwtauth.boot.jpa;

import java.util.ArrayList;
import java.util.List;

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

	private boolean committed;

	/** Called inside the transaction, with what is about to be committed. */
	T of(T returned) {
		this.result.add(returned);
		TransactionSynchronizationManager.registerSynchronization(this);
		return returned;
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
