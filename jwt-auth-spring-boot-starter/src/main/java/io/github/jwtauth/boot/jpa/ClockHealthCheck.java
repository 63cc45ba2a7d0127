package io.github.jwtauth.boot.jpa;

import io.github.jwtauth.boot.http.HealthCheck;

/**
 * Whether this node and the database agree about the time. A node that is further off
 * should not be asked before others refuse its tokens (fault F-11). Where the database
 * has just not answered, its own check tells, and nobody waits for it twice.
 */
final class ClockHealthCheck implements HealthCheck {

	private final DatabaseClock clock;

	private final DatabaseHealthCheck database;

	ClockHealthCheck(DatabaseClock clock, DatabaseHealthCheck database) {
		this.clock = clock;
		this.database = database;
	}

	@Override
	public String name() {
		return "clock";
	}

	@Override
	public boolean isUp() {
		return !this.database.hasAnswered() || this.clock.isClose();
	}

}
