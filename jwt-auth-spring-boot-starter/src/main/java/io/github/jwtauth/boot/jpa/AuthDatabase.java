package io.github.jwtauth.boot.jpa;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The host's database as the stores see it. Statements join the running transaction.
 * Without one each is committed by itself on a connection of its own that is given back
 * at once, also where open-in-view keeps a session for the request, and where the pool's
 * connections do not commit by themselves; conflicts are then tried again here and
 * outages become "unavailable". Inside a transaction failures pass as they are: whoever
 * began it decides what they mean.
 */
public final class AuthDatabase {

	private final DataSource dataSource;

	private final DatabaseTransactions transactions;

	private final TransactionTemplate statement;

	private final Dialect dialect;

	private final boolean autoCommit;

	private final JdbcClient jdbc;

	AuthDatabase(DataSource dataSource, DatabaseTransactions transactions) {
		this.dataSource = dataSource;
		this.transactions = transactions;
		this.statement = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.dialect = Dialect.of(dataSource);
		this.autoCommit = autoCommitOf(dataSource);
		this.jdbc = JdbcClient.create(new JdbcTemplate(dataSource));
	}

	/**
	 * Runs statements.
	 * @param <T> what they return
	 * @param statements what to run; several of them are one unit only inside a
	 * transaction
	 * @return what they returned
	 */
	public <T> T call(Function<JdbcClient, ? extends T> statements) {
		if (this.transactions.isActive()) {
			return statements.apply(this.jdbc);
		}
		return Attempts.of(() -> commitsByItself() ? statements.apply(this.jdbc)
				: Outcome.<T>of(this.statement, () -> statements.apply(this.jdbc)));
	}

	/**
	 * Inserts a row unless a unique column holds its value already. The running
	 * transaction stays usable either way: on H2 and MariaDB a duplicate undoes its own
	 * statement only. ({@code insert ignore} would swallow other errors as well, and what
	 * {@code on duplicate key update} counts depends on the connection.)
	 * @param insert a complete insert statement
	 * @param parameters sets its parameters
	 * @return whether the row was inserted
	 */
	public boolean insertIfAbsent(String insert, UnaryOperator<StatementSpec> parameters) {
		if (this.dialect == Dialect.POSTGRESQL) {
			return call((db) -> parameters.apply(db.sql(insert + " on conflict do nothing")).update() == 1);
		}
		try {
			return call((db) -> parameters.apply(db.sql(insert)).update() == 1);
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	/**
	 * Reads a time.
	 * @param row the row
	 * @param column its column
	 * @return the instant, or {@code null}
	 * @throws SQLException when there is no such column
	 */
	public @Nullable Instant time(ResultSet row, String column) throws SQLException {
		return this.dialect.times().readNullable(row, column);
	}

	/**
	 * Updates the one row of a condition. Whether there was one is the verdict, also
	 * where it held the new values already: a connection to MariaDB with
	 * {@code useAffectedRows=true} counts only rows that became different, so there the
	 * row itself is asked when none was counted. Inside a transaction its lock is held
	 * either way.
	 * @param table whose row
	 * @param assignments what to set, with named parameters
	 * @param condition which row, with named parameters; true of one row at most
	 * @param parameters sets the parameters of both
	 * @return whether the row was there
	 */
	public boolean updateOne(String table, String assignments, String condition,
			UnaryOperator<StatementSpec> parameters) {
		return call((db) -> {
			String where = " where " + condition;
			boolean counted = parameters.apply(db.sql("update " + table + " set " + assignments + where)).update() == 1;
			return counted || (this.dialect == Dialect.MARIADB
					&& !parameters.apply(db.sql("select 1 from " + table + where + " for update"))
						.query()
						.listOfRows()
						.isEmpty());
		});
	}

	DatabaseTransactions transactions() {
		return this.transactions;
	}

	Dialect dialect() {
		return this.dialect;
	}

	DataSource dataSource() {
		return this.dataSource;
	}

	/**
	 * Not where the pool says no, and not inside a transaction of another database, which
	 * would keep the connection until it ends.
	 */
	private boolean commitsByItself() {
		return this.autoCommit && !TransactionSynchronizationManager.isSynchronizationActive();
	}

	private static boolean autoCommitOf(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection()) {
			return connection.getAutoCommit();
		}
		catch (SQLException ex) {
			throw new CannotGetJdbcConnectionException("no connection to ask whether it commits by itself", ex);
		}
	}

}
