package io.github.jwtauth.boot.jpa;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.jwtauth.boot.http.DoctorSection;

import org.springframework.core.env.Environment;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/**
 * Which database has the tables. Neither its address nor its user: they are the
 * operator's to know.
 */
final class StoresSection implements DoctorSection {

	private final AuthDatabase database;

	private final Environment environment;

	StoresSection(AuthDatabase database, Environment environment) {
		this.database = database;
		this.environment = environment;
	}

	@Override
	public String name() {
		return "stores";
	}

	@Override
	public Map<String, Object> facts() {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("database", product());
		facts.put("schema", SchemaPlace.of(this.database.dataSource(), null).schema());
		facts.put("schema_version", SchemaVersion.of(this.database.dataSource()));
		facts.put("accounts", this.environment.getProperty("jwtauth.accounts", "table"));
		return facts;
	}

	private String product() {
		try {
			return JdbcUtils.extractDatabaseMetaData(this.database.dataSource(), StoresSection::nameAndVersion);
		}
		catch (MetaDataAccessException ex) {
			throw new IllegalStateException("the database does not say what it is", ex);
		}
	}

	private static String nameAndVersion(DatabaseMetaData metaData) throws SQLException {
		return metaData.getDatabaseProductName() + ' ' + metaData.getDatabaseMajorVersion() + '.'
				+ metaData.getDatabaseMinorVersion();
	}

}
