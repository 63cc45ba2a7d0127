package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.util.UUID;

import io.github.jwtauth.Leases;

/**
 * Leases in {@code jwtauth_task}, by the database's clock. One that lasts longer than it
 * could have been taken for is nobody's: whoever wrote it there wants nobody to work.
 */
final class JdbcLeases implements Leases {

	/**
	 * A statement that waits for the lock of another judges by a clock that is older than
	 * the lease it finds then.
	 */
	private static final String LONGEST_WAIT = "60";

	private final AuthDatabase database;

	private final UUID holder;

	private final String extend;

	private final String insert;

	JdbcLeases(AuthDatabase database, UUID holder) {
		this.database = database;
		this.holder = holder;
		String clock = database.dialect().clock();
		String until = database.dialect().plusSeconds(clock, ":seconds");
		this.extend = "update jwtauth_task set holder = :holder, leased_until = " + until
				+ " where name = :name and (holder = :holder or leased_until <= " + clock + " or leased_until > "
				+ database.dialect().plusSeconds(until, LONGEST_WAIT) + ")";
		this.insert = "insert into jwtauth_task (name, holder, leased_until) values (:name, :holder, " + until + ")";
	}

	@Override
	public boolean take(String task, Duration duration) {
		int extended = this.database.call((db) -> db.sql(this.extend)
			.param("name", task)
			.param("holder", this.holder)
			.param("seconds", duration.toSeconds())
			.update());
		return extended == 1 || this.database.insertIfAbsent(this.insert,
				(statement) -> statement.param("name", task)
					.param("holder", this.holder)
					.param("seconds", duration.toSeconds()));
	}

}
