package io.github.jwtauth.boot.jpa;

import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
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
 * @param manager begins and ends them
 */
record DatabaseTransactions(PlatformTransactionManager manager) {

	/**
	 * Finds the host's transaction manager of a database, so that its listeners work in
	 * our transactions and we in its. One that does not say what it covers, JTA for
	 * example, is trusted where it is the one that the host itself uses. Where there is
	 * none for this database, it gets one that nobody else sees.
	 * @param dataSource the database of the tables
	 * @param managers those of the host
	 * @return its transactions
	 */
	static DatabaseTransactions of(DataSource dataSource, ObjectProvider<PlatformTransactionManager> managers) {
		PlatformTransactionManager usual = managers.getIfUnique();
		if (usual != null && (covers(usual, dataSource) || !(usual instanceof ResourceTransactionManager))) {
			return new DatabaseTransactions(usual);
		}
		List<PlatformTransactionManager> covering = managers.orderedStream()
			.filter((manager) -> covers(manager, dataSource))
			.toList();
		return new DatabaseTransactions(covering.isEmpty() ? new JdbcTransactionManager(dataSource) : covering.get(0));
	}

	/**
	 * Whether one of them is running on this thread. One of another database does not
	 * count.
	 * @return whether what is written now shares the fate of a transaction
	 */
	boolean isActive() {
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			return false;
		}
		TransactionStatus status = this.manager.getTransaction(asking());
		try {
			return status.hasTransaction();
		}
		finally {
			this.manager.commit(status);
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
