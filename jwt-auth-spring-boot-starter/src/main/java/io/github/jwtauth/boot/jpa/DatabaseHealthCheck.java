package io.github.jwtauth.boot.jpa;

import io.github.jwtauth.boot.http.HealthCheck;

/**
 * Whether the database answers from where sessions live.
 */
final class DatabaseHealthCheck implements HealthCheck {

	private final AuthDatabase database;

	DatabaseHealthCheck(AuthDatabase database) {
		this.database = database;
	}

	@Override
	public String name() {
		return "database";
	}

	@Override
	public boolean isUp() {
		return this.database
			.call((db) -> db.sql("select version from jwtauth_schema_version").query(Integer.class).list().size()) > 0;
	}

}
