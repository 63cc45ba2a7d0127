package io.github.jwtauth.boot.jpa;

import javax.sql.DataSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The version of the tables that are in the database, whoever made them.
 */
final class SchemaVersion {

	private SchemaVersion() {
	}

	/**
	 * Reads the version.
	 * @param dataSource where to look
	 * @return the highest version that was installed completely, 0 when there is none
	 * @throws DataAccessException when the database does not answer
	 */
	static int of(DataSource dataSource) {
		try {
			Integer version = new JdbcTemplate(dataSource)
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
