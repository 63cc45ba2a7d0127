package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.session.LoginSession;
import io.github.jwtauth.session.Rotation;
import io.github.jwtauth.session.RotationRequest;
import io.github.jwtauth.session.SessionStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What PostgreSQL makes of the schema.
 */
class PostgresPlanTests {

	private static TestHouse house;

	@BeforeAll
	static void open() {
		house = TestHouse.on(TestDatabases.postgres());
	}

	@AfterAll
	static void close() {
		if (house != null) {
			house.close();
		}
	}

	@Test
	void rotationsStayOnTheirPage() {
		LoginSession session = TestRows.insertSession(house, new AccountId(UUID.randomUUID()));
		Instant now = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(1));
		Map<String, Object> statistics = house.transactions().alone(() -> {
			for (int generation = 0; generation < 20; generation++) {
				Instant at = now.plusSeconds(generation);
				Instant idle = now.plus(Duration.ofDays(6)).plusSeconds(generation);
				assertThat(house.get(SessionStore.class)
					.rotate(new RotationRequest(session.id(), generation, TestRows.SALT, at, Duration.ZERO, idle,
							idle)))
					.isInstanceOf(Rotation.Rotated.class);
			}
			return house.sql()
				.queryForMap("select n_tup_upd, n_tup_hot_upd from pg_stat_xact_user_tables "
						+ "where relid = 'jwtauth_session'::regclass");
		});
		assertThat(statistics).containsEntry("n_tup_upd", 20L);
		// The first one may move the day; the others change no indexed column.
		assertThat((Long) statistics.get("n_tup_hot_upd")).isGreaterThanOrEqualTo(19L);
	}

	@Test
	void revocationsAreReadByIndex() {
		String since = Dialect.POSTGRESQL.plusSeconds(Dialect.POSTGRESQL.stableClock(), "-60");
		assertThat(plan("select session_id from jwtauth_session where ended_at > " + since))
			.contains("Index Cond: (ended_at > ");
		assertThat(plan("select account_id from jwtauth_subject where changed_at > " + since))
			.contains("Index Cond: (changed_at > ");
	}

	@Test
	void idleSessionsAreFoundByTheirDay() {
		assertThat(plan("select session_id from jwtauth_session where ended_at is null "
				+ "and idle_day <= current_date and idle_expires_at <= now()"))
			.contains("Index Cond: (idle_day <= ");
	}

	private static String plan(String query) {
		return house.transactions().alone(() -> {
			house.sql().execute("set local enable_seqscan = off");
			return String.join("\n", house.sql().queryForList("explain " + query, String.class));
		});
	}

}
