package io.github.jwtauth.boot.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What the work of one transaction returned or threw, and whether it was committed. Used
 * by one thread.
 *
 * @param <T> what the work returns
 */
final class Outcome<T> implements TransactionSynchronization {

	private static final Logger logger = LoggerFactory.getLogger(Outcome.class);

	private final List<T> result = new ArrayList<>(1);

	private @Nullable RuntimeException failure;

	private boolean committed;

	/**
	 * Runs work in a transaction. What is committed is committed: a synchronization of
	 * the host that fails afterwards must not make it look like something to try again.
	 * And what made the work fail is what is told: where the connection is gone the
	 * rollback fails too, with less to say.
	 * @param <T> what it returns
	 * @param transaction begins and ends it
	 * @param work what to do
	 * @return what the work returned
	 */
	static <T> T of(TransactionOperations transaction, Supplier<? extends T> work) {
		Outcome<T> outcome = new Outcome<>();
		try {
			return transaction.<T>execute((status) -> outcome.keep(work));
		}
		catch (RuntimeException ex) {
			if (!outcome.committed) {
				throw Objects.requireNonNullElse(outcome.failure, ex);
			}
			logger.error("A synchronization failed after the commit; the commit stands", ex);
			return outcome.result.get(0);
		}
	}

	@Override
	public void afterCompletion(int status) {
		this.committed = status == STATUS_COMMITTED;
	}

	private T keep(Supplier<? extends T> work) {
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

}
