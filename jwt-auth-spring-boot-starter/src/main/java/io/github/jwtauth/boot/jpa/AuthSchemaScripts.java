package io.github.jwtauth.boot.jpa;

import java.util.List;

import javax.sql.DataSource;

import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the script of the database at hand, in one transaction and on one node at a time:
 * on PostgreSQL two nodes that create the same table at the same moment both fail,
 * {@code if not exists} or not. MariaDB commits every such statement by itself and lets
 * the second node wait, so a lock is not needed (and its named locks are not to be had in
 * a Galera cluster).
 */
final class AuthSchemaScripts extends DataSourceScriptDatabaseInitializer {

	/** Any number that nobody else takes: "jwtauth" in ASCII. */
	private static final long LOCK = 0x6a777461757468L;

	private final Dialect dialect;

	AuthSchemaScripts(DataSource dataSource, Dialect dialect, DatabaseInitializationMode mode) {
		super(dataSource, settings(dialect, mode));
		this.dialect = dialect;
	}

	@Override
	protected void runScripts(Scripts scripts) {
		DataSource dataSource = getDataSource();
		new TransactionTemplate(new JdbcTransactionManager(dataSource)).executeWithoutResult((status) -> {
			if (this.dialect == Dialect.POSTGRESQL) {
				new JdbcTemplate(dataSource).execute("select pg_advisory_xact_lock(" + LOCK + ")");
			}
			super.runScripts(scripts);
		});
	}

	private static DatabaseInitializationSettings settings(Dialect dialect, DatabaseInitializationMode mode) {
		DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
		settings.setSchemaLocations(List.of("classpath:" + AuthSchemaInitializer.scriptOf(dialect)));
		settings.setMode(mode);
		return settings;
	}

}
