package io.github.jwtauth.boot.jpa;

import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;

/**
 * A Liquibase of our own beside the host's. It takes the connection and the schemas from
 * the host's, and nothing else. Never a bean of type {@link SpringLiquibase}, because
 * Boot would then make none for the host. Which versions are there already is asked by
 * the change sets themselves.
 */
final class LiquibaseSchemaMigration implements SchemaMigration {

	private static final String HISTORY = "jwtauth_databasechangelog";

	private final SpringLiquibase host;

	LiquibaseSchemaMigration(SpringLiquibase host) {
		this.host = host;
	}

	@Override
	public void migrate(SchemaFiles files, int present) {
		SpringLiquibase ours = new SpringLiquibase();
		ours.setBeanName("jwtAuthLiquibase");
		ours.setResourceLoader(files.resources());
		ours.setDataSource(this.host.getDataSource());
		ours.setDefaultSchema(this.host.getDefaultSchema());
		ours.setLiquibaseSchema(this.host.getLiquibaseSchema());
		ours.setLiquibaseTablespace(this.host.getLiquibaseTablespace());
		ours.setChangeLog("classpath:" + SchemaFiles.CHANGELOG);
		ours.setDatabaseChangeLogTable(HISTORY);
		ours.setDatabaseChangeLogLockTable(HISTORY + "lock");
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
	public String tool() {
		return "Liquibase";
	}

}
