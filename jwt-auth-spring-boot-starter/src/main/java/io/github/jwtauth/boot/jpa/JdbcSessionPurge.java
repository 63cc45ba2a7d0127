package io.github.jwtauth.boot.jpa;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import io.github.jwtauth.session.SessionEndReason;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What becomes of sessions: an ended one shrinks to a tombstone that says why until its
 * absolute end (decision 26), then it is deleted. Rows that somebody holds are left for
 * the next time.
 */
final class JdbcSessionPurge {

	private static final String EXPIRED = """
			select session_id from jwtauth_session where absolute_expires_at <= :now
			 order by absolute_expires_at fetch first :limit rows only for update skip locked""";

	/** The day leads to the rows by an index that rotations do not touch. */
	private static final String IDLE = """
			select session_id from jwtauth_session
			 where ended_at is null and idle_day <= :day and idle_expires_at <= :now
			 fetch first :limit rows only for update skip locked""";

	private final Times times;

	private final String end;

	JdbcSessionPurge(Dialect dialect) {
		this.times = dialect.times();
		this.end = endStatement(dialect);
	}

	/** Ends what is live of {@code :ids} for a {@code :reason}. */
	static String endStatement(Dialect dialect) {
		return "update jwtauth_session set ended_at = " + dialect.clock() + """
				, end_reason = :reason, account_id = null, amr = null, device_name = null, device_type = null,
				 browser = null, os = null, user_agent = null, ip_address = null, city = null, country = null
				 where session_id in (:ids) and ended_at is null""";
	}

	/**
	 * Two short lists of ids instead of one clever statement: both lock what they find.
	 */
	int run(JdbcClient db, Instant now, int limit) {
		List<UUID> expired = db.sql(EXPIRED)
			.param("now", this.times.of(now))
			.param("limit", limit)
			.query(SessionRows::id)
			.list();
		if (!expired.isEmpty()) {
			db.sql("delete from jwtauth_session where session_id in (:ids)").param("ids", expired).update();
		}
		return (expired.size() == limit) ? limit : expired.size() + endIdle(db, now, limit - expired.size());
	}

	private int endIdle(JdbcClient db, Instant now, int limit) {
		LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
		List<UUID> idle = db.sql(IDLE)
			.param("day", day)
			.param("now", this.times.of(now))
			.param("limit", limit)
			.query(SessionRows::id)
			.list();
		if (!idle.isEmpty()) {
			db.sql(this.end).param("reason", SessionEndReason.IDLE_TIMEOUT.name()).param("ids", idle).update();
		}
		return idle.size();
	}

}
