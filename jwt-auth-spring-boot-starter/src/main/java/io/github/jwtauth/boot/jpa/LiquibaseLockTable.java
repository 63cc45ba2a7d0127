package io.github.jwtauth.boot.jpa;

import javax.sql.DataSource;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The lock of Liquibase in a database that the host does not migrate. Made before
 * Liquibase looks for it: of several nodes on which Liquibase makes it at the same moment
 * some fail, or all come to hold it.
 */
final class LiquibaseLockTable {

	private static final String NAME = "jwtauth_databasechangeloglock";

	private LiquibaseLockTable() {
	}

	/**
	 * Makes it where it is missing, any number of times.
	 * @param dataSource where
	 * @param dialect of that database
	 * @return the name of the table
	 */
	static String create(DataSource dataSource, Dialect dialect) {
		JdbcTemplate sql = new JdbcTemplate(dataSource);
		new TransactionTemplate(new JdbcTransactionManager(dataSource)).executeWithoutResult((status) -> {
			AuthSchemaScripts.waitForOthers(sql, dialect);
			sql.execute("create table if not exists " + NAME + " (id int not null primary key, locked boolean not null,"
					+ " lockgranted timestamp null, lockedby varchar(255))");
			insertRow(sql);
		});
		return NAME;
	}

	private static void insertRow(JdbcTemplate sql) {
		if (sql.queryForList("select id from " + NAME, Integer.class).isEmpty()) {
			try {
				sql.update("insert into " + NAME + " (id, locked) values (1, false)");
			}
			catch (DuplicateKeyException ex) {
				// another node was first; not on PostgreSQL, where it waits
			}
		}
	}

}
