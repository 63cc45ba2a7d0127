package io.github.jwtauth.boot.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

/**
 * The transactions that cover the database of the tables. A host with several databases
 * has one kind of transaction for each, and those of another database neither commit nor
 * roll back what is written here.
 *
 * @param manager begins and ends ours
 * @param covering every one that may have begun one of the host's, the first included
 * @param dataSource the database
 */
record DatabaseTransactions(PlatformTransactionManager manager, List<PlatformTransactionManager> covering,
		DataSource dataSource) {

	DatabaseTransactions {
		covering = List.copyOf(covering);
	}

	/**
	 * Finds the host's transaction manager of a database, so that its listeners work in
	 * our transactions and we in its. One that does not say what it covers, JTA for
	 * example, is trusted where it is the one that the host itself uses. Where there is
	 * none for this database, it gets one that nobody else sees.
	 * @param dataSource the database of the tables
	 * @param usual the one that the host uses when it asks for none in particular
	 * @param all every one that the host has
	 * @return its transactions
	 */
	static DatabaseTransactions of(DataSource dataSource, @Nullable PlatformTransactionManager usual,
			Stream<PlatformTransactionManager> all) {
		List<PlatformTransactionManager> covering = new ArrayList<>();
		if (usual != null && (covers(usual, dataSource) || !(usual instanceof ResourceTransactionManager))) {
			covering.add(usual);
		}
		all.filter((manager) -> manager != usual && covers(manager, dataSource)).forEach(covering::add);
		// It also knows the transactions of others of its kind that are no beans.
		covering.add(new JdbcTransactionManager(dataSource));
		return new DatabaseTransactions(covering.get(0), covering, dataSource);
	}

	/**
	 * Whether one of them is running on this thread. One of another database does not
	 * count.
	 * @return whether what is written now shares the fate of a transaction
	 */
	boolean isActive() {
		return TransactionSynchronizationManager.isActualTransactionActive()
				&& (isExposed() || this.covering.stream().anyMatch(DatabaseTransactions::hasBegun));
	}

	/**
	 * A manager that we do not know (of Hibernate sessions, or no bean) has lent its
	 * connection to all JDBC on this thread. What is written now goes over that one, and
	 * a transaction that we began on it would commit what the host has not. One that is
	 * synchronized is only kept until the end of a transaction of another database.
	 */
	private boolean isExposed() {
		return TransactionSynchronizationManager.getResource(this.dataSource) instanceof ConnectionHolder lent
				&& !lent.isSynchronizedWithTransaction();
	}

	private static boolean hasBegun(PlatformTransactionManager manager) {
		TransactionStatus status = manager.getTransaction(asking());
		try {
			return status.hasTransaction();
		}
		finally {
			manager.commit(status);
		}
	}

	/** Joins what is there and begins nothing; a strict manager compares the rest. */
	private static TransactionDefinition asking() {
		DefaultTransactionDefinition definition = new DefaultTransactionDefinition(
				TransactionDefinition.PROPAGATION_SUPPORTS);
		definition.setReadOnly(TransactionSynchronizationManager.isCurrentTransactionReadOnly());
		return definition;
	}

	private static boolean covers(PlatformTransactionManager manager, DataSource dataSource) {
		DataSource covered = dataSourceOf(manager);
		return covered != null
				&& TransactionSynchronizationUtils.unwrapResourceIfNecessary(covered) == TransactionSynchronizationUtils
					.unwrapResourceIfNecessary(dataSource);
	}

	private static @Nullable DataSource dataSourceOf(PlatformTransactionManager manager) {
		if (manager instanceof JpaTransactionManager jpa) {
			return jpa.getDataSource();
		}
		return (manager instanceof DataSourceTransactionManager jdbc) ? jdbc.getDataSource() : null;
	}

}
