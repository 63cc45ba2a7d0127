package io.github.jwtauth.boot.jpa;

import javax.sql.DataSource;

import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.FastCheckService;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;
import org.jspecify.annotations.Nullable;

/**
 * A Liquibase of our own beside the host's. It takes the connection, the schemas and the
 * lock from the host's, where our tables are in the database that it migrates, and
 * nothing else. The lock, because several nodes that make a new lock table at the same
 * moment can all come to hold it; the host's is there already. In another database we
 * make one. Never a bean of type {@link SpringLiquibase}, because Boot would then make
 * none for the host. Which versions are there already is asked by the change sets
 * themselves.
 */
final class LiquibaseSchemaMigration implements SchemaMigration {

	private static final String HISTORY = "jwtauth_databasechangelog";

	private final SpringLiquibase host;

	LiquibaseSchemaMigration(SpringLiquibase host) {
		this.host = host;
	}

	@Override
	public void migrate(SchemaFiles files, int present, @Nullable DataSource elsewhere) {
		SpringLiquibase ours = new OneNodeAtATime();
		ours.setBeanName("jwtAuthLiquibase");
		ours.setResourceLoader(files.resources());
		if (elsewhere != null) {
			ours.setDataSource(elsewhere);
			ours.setDatabaseChangeLogLockTable(LiquibaseLockTable.create(elsewhere, files.dialect()));
		}
		else {
			ours.setDataSource(this.host.getDataSource());
			ours.setDefaultSchema(this.host.getDefaultSchema());
			ours.setLiquibaseSchema(this.host.getLiquibaseSchema());
			ours.setLiquibaseTablespace(this.host.getLiquibaseTablespace());
			ours.setDatabaseChangeLogLockTable(this.host.getDatabaseChangeLogLockTable());
		}
		ours.setChangeLog("classpath:" + SchemaFiles.CHANGELOG);
		ours.setDatabaseChangeLogTable(HISTORY);
		ours.setAnalyticsEnabled(false);
		try {
			ours.afterPropertiesSet();
		}
		catch (LiquibaseException ex) {
			throw new IllegalStateException("Liquibase could not bring the tables of jwt-auth to version "
					+ files.latest() + ": " + ex.getMessage(), ex);
		}
	}

	@Override
	public SchemaPlace place() {
		return SchemaPlace.of(this.host.getDataSource(), this.host.getDefaultSchema());
	}

	@Override
	public String tool() {
		return "Liquibase";
	}

	/** Liquibase makes its history before it asks for the lock. */
	private static final class OneNodeAtATime extends SpringLiquibase {

		@Override
		protected void performUpdate(Liquibase liquibase) throws LiquibaseException {
			makeHistory(liquibase.getDatabase());
			// Remembers databases by their URL: one in memory may be another one by now
			Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
			super.performUpdate(liquibase);
		}

		private static void makeHistory(Database database) throws LiquibaseException {
			LockService lock = LockServiceFactory.getInstance().getLockService(database);
			lock.waitForLock();
			try {
				Scope.getCurrentScope()
					.getSingleton(ChangeLogHistoryServiceFactory.class)
					.getChangeLogService(database)
					.init();
			}
			finally {
				lock.releaseLock();
			}
		}

	}

}
