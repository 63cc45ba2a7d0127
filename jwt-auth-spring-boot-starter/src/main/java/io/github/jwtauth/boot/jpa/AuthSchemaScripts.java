package io.github.jwtauth.boot.jpa;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.springframework.core.io.support.EncodedResource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the files of the database at hand where there are no tables yet, in one
 * transaction and on one node at a time: on PostgreSQL two nodes that create the same
 * table at the same moment both fail, {@code if not exists} or not. MariaDB commits every
 * such statement by itself and lets the second node wait, so a lock is not needed (and
 * its named locks are not to be had in a Galera cluster).
 */
final class AuthSchemaScripts {

	/** Any number that nobody else takes: "jwtauth" in ASCII. */
	private static final long LOCK = 0x6a777461757468L;

	private final DataSource dataSource;

	private final SchemaFiles files;

	AuthSchemaScripts(DataSource dataSource, SchemaFiles files) {
		this.dataSource = dataSource;
		this.files = files;
	}

	/** Only creates (decision 18): tables of any version are left alone. */
	void create() {
		JdbcTransactionManager transactions = new JdbcTransactionManager(this.dataSource);
		new TransactionTemplate(transactions).executeWithoutResult((status) -> {
			waitForOthers(new JdbcTemplate(this.dataSource), this.files.dialect());
			if (version(transactions) == 0) { // another node may have been first
				runFiles();
			}
		});
	}

	/** Until the end of the transaction. */
	static void waitForOthers(JdbcTemplate sql, Dialect dialect) {
		if (dialect == Dialect.POSTGRESQL) {
			sql.execute("select pg_advisory_xact_lock(" + LOCK + ")");
		}
	}

	/** The question fails where there is no table, and must not fail the transaction. */
	private int version(JdbcTransactionManager transactions) {
		TransactionTemplate savepoint = new TransactionTemplate(transactions);
		savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		Integer version = savepoint.execute((status) -> {
			int present = SchemaVersion.of(this.dataSource);
			if (present == 0) {
				status.setRollbackOnly();
			}
			return present;
		});
		return (version != null) ? version : 0;
	}

	private void runFiles() {
		ConnectionCallback<Boolean> running = (connection) -> {
			IntStream.rangeClosed(1, this.files.latest()).forEach((version) -> run(connection, version));
			return true;
		};
		new JdbcTemplate(this.dataSource).execute(running);
	}

	private void run(Connection connection, int version) {
		ScriptUtils.executeSqlScript(connection,
				new EncodedResource(this.files.resource(version), StandardCharsets.UTF_8));
	}

}
