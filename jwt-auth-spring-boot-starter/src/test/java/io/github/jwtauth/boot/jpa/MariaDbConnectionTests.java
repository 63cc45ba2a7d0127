package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.session.LoginSession;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * The same contracts where JVM, connection and session disagree about the time zone,
 * where the driver converts what it can, counts only rows that became different and
 * prepares statements in the server, where a snapshot is never overtaken, and where the
 * server reads SQL as the standard has it and cuts off what is too long.
 */
class MariaDbConnectionTests extends StoreContracts {

	private static final TimeZone BEFORE = TimeZone.getDefault();

	private static TestHouse house;

	@BeforeAll
	static void open() {
		TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
		house = TestHouse.on(TestDatabases.with(TestDatabases.mariaDb(),
				"connectionTimeZone=+09:00&forceConnectionTimeZoneToSession=true&preserveInstants=true"
						+ "&pureLocalDateTime=false&useAffectedRows=true&useServerPrepStmts=true"
						+ "&sessionVariables=innodb_snapshot_isolation=ON,sql_mode='ANSI,NO_BACKSLASH_ESCAPES'"),
				"spring.jpa.properties.hibernate.jdbc.time_zone=Asia/Kolkata",
				"spring.jpa.properties.hibernate.type.preferred_instant_jdbc_type=TIMESTAMP");
	}

	@AfterAll
	static void close() {
		TimeZone.setDefault(BEFORE);
		if (house != null) {
			house.close();
		}
	}

	/** The last role would be another one. */
	@Test
	void rolesThatDoNotFitAreRefusedAndNotCutOff() {
		assertThat(house.sql().queryForObject("select @@sql_mode", String.class)).contains("NO_BACKSLASH_ESCAPES")
			.doesNotContain("STRICT");
		Set<String> roles = IntStream.range(0, 200)
			.mapToObj((number) -> "A_ROLE_WITH_A_LONG_NAME_" + number)
			.collect(Collectors.toSet());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> house.get(AccountStore.class)
				.insertIfAbsent(Account.withKey("roles").withUsername("roles").withRoles(roles)))
			.withMessageContaining("4000");
	}

	@Test
	void timesAreStoredInUtc() {
		// Both are half past one in the night in which St. John's puts its clocks back.
		for (String time : List.of("2026-11-01T04:00:00.123456Z", "2026-11-01T03:00:00Z", "2026-07-01T12:00:00Z")) {
			Instant created = Instant.parse(time);
			LoginSession session = sessionOf(created);
			house.get(SessionStore.class).insert(session, TestRows.SALT);
			assertThat(house.sql()
				.queryForObject("select cast(created_at as char) from jwtauth_session where session_id = ?",
						String.class, session.id().value()))
				.isEqualTo(LocalDateTime.ofInstant(created, ZoneOffset.UTC)
					.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS")));
			assertThat(house.get(SessionStore.class).findLive(session.id(), created)).contains(session);
		}
	}

	@Test
	void clockOfTheDatabaseIsUtc() {
		LoginSession session = sessionOf(Instant.now());
		house.get(SessionStore.class).insert(session, TestRows.SALT);
		house.get(SessionStore.class).end(session.id(), session.accountId(), SessionEndReason.LOGGED_OUT);
		Instant ended = house.sql()
			.queryForObject(
					"select unix_timestamp(convert_tz(ended_at, '+00:00', @@session.time_zone)) "
							+ "from jwtauth_session where session_id = ?",
					(row, number) -> Instant.ofEpochSecond(row.getLong(1)), session.id().value());
		assertThat(ended).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
	}

	private static LoginSession sessionOf(Instant created) {
		Instant end = created.plus(Duration.ofDays(1));
		return new LoginSession(new SessionId(UUID.randomUUID()), new AccountId(UUID.randomUUID()),
				TestDevices.laptop(), List.of("pwd"), created, false, created, created, end, end);
	}

	@Override
	TestHouse house() {
		return house;
	}

}
