package io.github.jwtauth.boot.jpa;

import io.github.jwtauth.boot.http.HealthCheck;

/**
 * Whether the database answers from where sessions live.
 */
final class DatabaseHealthCheck implements HealthCheck {

	private final AuthDatabase database;

	private volatile boolean answered = true;

	DatabaseHealthCheck(AuthDatabase database) {
		this.database = database;
	}

	@Override
	public String name() {
		return "database";
	}

	@Override
	public boolean isUp() {
		this.answered = false;
		this.answered = this.database
			.call((db) -> db.sql("select version from jwtauth_schema_version").query(Integer.class).list().size()) > 0;
		return this.answered;
	}

	/**
	 * Whether the last question was answered, so that others need not wait for a database
	 * that is down.
	 * @return whether it was up
	 */
	boolean hasAnswered() {
		return this.answered;
	}

}
