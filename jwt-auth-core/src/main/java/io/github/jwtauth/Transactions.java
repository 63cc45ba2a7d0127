package io.github.jwtauth;

import java.util.function.Supplier;

/**
 * Runs work in a transaction of the host's database. Conflicts (serialization failures,
 * deadlocks) are never a verdict about a token: an implementation retries them in a fresh
 * transaction, a bounded number of times, and then throws an {@link AuthException} with
 * {@link AuthErrorCode#UNAVAILABLE} (decision 2, fault F-06). Work may therefore run more
 * than once and must have no effect outside the database before it commits.
 */
public interface Transactions {

	/**
	 * Joins the running transaction, or runs the work in one of its own.
	 * @param <T> what the work returns
	 * @param work what to do
	 * @return what the work returned, after the commit when the transaction was its own
	 */
	<T> T join(Supplier<? extends T> work);

	/**
	 * Runs the work in a READ COMMITTED transaction of its own, committed when this
	 * method returns. For verdicts that must persist although the caller is about to be
	 * told "no".
	 * @param <T> what the work returns
	 * @param work what to do
	 * @return what the work returned, after the commit
	 * @throws IllegalStateException when a transaction is running already: its rollback
	 * would undo the verdict
	 */
	<T> T alone(Supplier<? extends T> work);

	/**
	 * Runs an action once the running transaction has committed, or at once when there is
	 * none. It does not run after a rollback.
	 * @param action must not throw
	 */
	void afterCommit(Runnable action);

	/**
	 * For stores without transactions, such as those in memory.
	 * @return an implementation that just runs the work
	 */
	static Transactions none() {
		return new Transactions() {

			@Override
			public <T> T join(Supplier<? extends T> work) {
				return work.get();
			}

			@Override
			public <T> T alone(Supplier<? extends T> work) {
				return work.get();
			}

			@Override
			public void afterCommit(Runnable action) {
				action.run();
			}

		};
	}

}
