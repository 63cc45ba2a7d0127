package io.github.jwtauth.boot.jpa;

import java.util.Locale;

import javax.sql.DataSource;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.core.io.ResourceLoader;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Creates the tables where that is wanted and refuses to start on others than it knows.
 * Only creates: an older version is brought up to date by the host's own migration
 * (decision 18). A type of its own, so that neither the host's initializers nor its
 * migrations take it for theirs.
 */
final class AuthSchemaInitializer implements InitializingBean {

	static final int VERSION = 1;

	private final DataSource dataSource;

	private final Dialect dialect;

	private final AuthSchemaScripts scripts;

	AuthSchemaInitializer(DataSource dataSource, DatabaseInitializationMode mode, ResourceLoader resources) {
		this.dataSource = dataSource;
		this.dialect = Dialect.of(dataSource);
		this.scripts = new AuthSchemaScripts(dataSource, this.dialect, mode);
		this.scripts.setResourceLoader(resources);
	}

	@Override
	public void afterPropertiesSet() {
		this.scripts.initializeDatabase();
		int present = presentVersion();
		if (present < VERSION) {
			throw new SchemaNotReadyException(present, scriptOf(this.dialect));
		}
	}

	static String scriptOf(Dialect dialect) {
		return "db/jwtauth/schema-" + dialect.name().toLowerCase(Locale.ROOT) + ".sql";
	}

	private int presentVersion() {
		try {
			Integer version = new JdbcTemplate(this.dataSource)
				.queryForObject("select max(version) from jwtauth_schema_version", Integer.class);
			return (version != null) ? version : 0;
		}
		catch (DataAccessException ex) {
			if (DatabaseFailures.isOutage(ex)) {
				throw ex;
			}
			return 0;
		}
	}

}
