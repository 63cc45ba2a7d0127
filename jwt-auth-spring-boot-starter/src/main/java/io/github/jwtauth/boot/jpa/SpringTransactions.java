package io.github.jwtauth.boot.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.github.jwtauth.Transactions;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions of the host's transaction manager, so that the host's listeners work in
 * ours and we in theirs. One of our own is READ COMMITTED, is tried again after a
 * conflict, and never runs on the session that open-in-view bound to the request: that
 * one would keep its connection until the request ends, and knows entities of before.
 */
final class SpringTransactions implements Transactions {

	private static final int TIMEOUT_SECONDS = 10;

	private final PlatformTransactionManager manager;

	private final DatabaseTransactions running;

	private final AuthDatabase database;

	private volatile @Nullable TransactionTemplate template;

	SpringTransactions(AuthDatabase database) {
		this.running = database.transactions();
		this.manager = this.running.manager();
		this.database = database;
	}

	@Override
	public <T> T join(Supplier<? extends T> work) {
		return this.running.isActive() ? work.get() : own(work);
	}

	@Override
	public <T> T alone(Supplier<? extends T> work) {
		if (this.running.isActive()) {
			throw new IllegalStateException("This must not be called inside a transaction: its verdict has to be "
					+ "committed whatever becomes of the caller's work");
		}
		return own(work);
	}

	@Override
	public void afterCommit(Runnable action) {
		if (!this.running.isActive()) {
			action.run();
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				action.run();
			}

		});
	}

	private <T> T own(Supplier<? extends T> work) {
		Object key = sessionKey();
		Object requestSession = (key != null) ? TransactionSynchronizationManager.unbindResourceIfPossible(key) : null;
		try {
			return Attempts.of(() -> Outcome.of(template(), work));
		}
		finally {
			if (key != null && requestSession != null) {
				TransactionSynchronizationManager.bindResource(key, requestSession);
			}
		}
	}

	/** With synchronization active, the manager itself suspends what is bound. */
	private @Nullable EntityManagerFactory sessionKey() {
		boolean bindsSessions = this.manager instanceof JpaTransactionManager
				&& !TransactionSynchronizationManager.isSynchronizationActive();
		return bindsSessions ? ((JpaTransactionManager) this.manager).getEntityManagerFactory() : null;
	}

	private TransactionTemplate template() {
		TransactionTemplate known = this.template;
		if (known == null) {
			known = newTemplate(isolationOf(this.database.dataSource()));
			this.template = known;
		}
		return known;
	}

	/**
	 * The isolation level is set only where it is not the pool's own: reading and setting
	 * it costs round trips in every transaction. No timeout on H2, which would keep it
	 * for whatever the connection is used for next.
	 */
	private TransactionTemplate newTemplate(int present) {
		TransactionTemplate made = new TransactionTemplate(this.manager);
		if (present != Connection.TRANSACTION_READ_COMMITTED) {
			made.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
		}
		if (this.database.dialect() != Dialect.H2) {
			made.setTimeout(TIMEOUT_SECONDS);
		}
		return made;
	}

	private static int isolationOf(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection()) {
			return connection.getTransactionIsolation();
		}
		catch (SQLException ex) {
			throw new CannotGetJdbcConnectionException("no connection to ask for its isolation level", ex);
		}
	}

}
