package io.github.jwtauth.boot.jpa;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What time the database thinks it is, compared with this node (fault F-11). Sessions end
 * by the one and tokens expire by the other. Safe for use by many threads.
 */
final class DatabaseClock {

	/** Tokens are accepted with 30 seconds of tolerance. */
	static final Duration TOLERANCE = Duration.ofSeconds(20);

	private final AuthDatabase database;

	private final Clock clock;

	private final String query;

	DatabaseClock(AuthDatabase database, Clock clock) {
		this.database = database;
		this.clock = clock;
		this.query = "select version, " + database.dialect().clock() + " as present from jwtauth_schema_version"
				+ " fetch first 1 rows only";
	}

	/**
	 * Asks the database. A slow answer is no difference.
	 * @return how far the clocks are apart; positive where the database is ahead
	 */
	Duration difference() {
		Instant before = this.clock.instant();
		Instant present = this.database.call((db) -> db.sql(this.query)
			.query((row, number) -> this.database.dialect().times().read(row, "present"))
			.single());
		Instant after = this.clock.instant();
		if (present.isBefore(before)) {
			return Duration.between(before, present);
		}
		return present.isAfter(after) ? Duration.between(after, present) : Duration.ZERO;
	}

	/**
	 * Asks the database.
	 * @return whether the clocks are close enough
	 */
	boolean isClose() {
		return difference().abs().compareTo(TOLERANCE) <= 0;
	}

}
