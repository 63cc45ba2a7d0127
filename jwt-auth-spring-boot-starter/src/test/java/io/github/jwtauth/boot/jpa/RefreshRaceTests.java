package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.session.RefreshTokenReused;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEndedException;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many holders of one refresh token through the whole walk, at every isolation level that
 * a pool may have, and on MariaDB also where a snapshot is never overtaken. Nothing here
 * is ever tried again.
 */
class RefreshRaceTests {

	private static final int THREADS = 50;

	@ParameterizedTest
	@CsvSource({ "POSTGRES_READ_COMMITTED,200", "POSTGRES_REPEATABLE_READ,50", "POSTGRES_SERIALIZABLE,200",
			"MARIADB_READ_COMMITTED,200", "MARIADB_REPEATABLE_READ,100", "MARIADB_SNAPSHOT_ISOLATION,200",
			"MARIADB_SERIALIZABLE,25" })
	void ofFiftyRefreshesWithOneTokenExactlyOneSucceeds(Pool pool, int rounds) { // R-37,
																					//
		try (TestHouse house = pool.house()) {
			TestRooms rooms = new TestRooms(house, Duration.ZERO);
			for (int round = 0; round < rounds; round++) {
				TokenPair tokens = rooms.logIn(rooms.somebody());
				List<String> answers = TestRace.of(THREADS, answerOf(rooms, tokens));
				assertThat(answers).filteredOn((answer) -> answer.startsWith("jar_")).hasSize(1);
				assertThat(answers).filteredOn("refresh_token_reuse"::equals).hasSize(THREADS - 1);
				assertThat(rooms.devices.list(tokens.account().id())).isEmpty();
			}
			assertThat(rooms.events).filteredOn(RefreshTokenReused.class::isInstance).hasSize(rounds);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRES_READ_COMMITTED", "POSTGRES_SERIALIZABLE", "MARIADB_READ_COMMITTED",
			"MARIADB_SNAPSHOT_ISOLATION" })
	void withinTheWindowAllGetTheSameSuccessor(Pool pool) {
		try (TestHouse house = pool.house()) {
			TestRooms rooms = new TestRooms(house, Duration.ofSeconds(30));
			for (int round = 0; round < 20; round++) {
				TokenPair tokens = rooms.logIn(rooms.somebody());
				List<String> answers = TestRace.of(THREADS, answerOf(rooms, tokens));
				assertThat(new HashSet<>(answers)).singleElement().asString().startsWith("jar_");
				assertThat(house.sql()
					.queryForObject("select generation from jwtauth_session where session_id = ?", Integer.class,
							tokens.session().id().value()))
					.isEqualTo(1);
				String next = rooms.refresh.refresh(Secret.of(answers.get(0)), tokens.session().device())
					.refreshToken()
					.reveal();
				assertThat(next).isNotEqualTo(answers.get(0));
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRES_READ_COMMITTED", "MARIADB_READ_COMMITTED", "MARIADB_SNAPSHOT_ISOLATION" })
	void endOfAllThatRacesRefreshesLeavesNothingLive(Pool pool) {
		try (TestHouse house = pool.house()) {
			TestRooms rooms = new TestRooms(house, Duration.ofSeconds(30));
			for (int round = 0; round < 30; round++) {
				KnownAccount account = rooms.somebody();
				List<TokenPair> opened = List.of(rooms.logIn(account), rooms.logIn(account), rooms.logIn(account));
				List<Callable<Object>> works = new ArrayList<>();
				opened.forEach((tokens) -> works.add(() -> chain(rooms, tokens)));
				boolean byUser = round % 2 == 0;
				works.add(() -> byUser ? rooms.devices.endAll(account.id(), Optional.empty())
						: rooms.changes.credentialsChanged(account.id()));
				List<Object> answers = TestRace.between(works);
				assertThat(answers.subList(0, 3))
					.containsOnly(byUser ? SessionEndReason.REVOKED_BY_USER : SessionEndReason.PASSWORD_CHANGED);
				assertThat(answers.get(3)).isEqualTo(3);
				assertThat(rooms.devices.list(account.id())).isEmpty();
			}
		}
	}

	/** Refreshes until it is told that the session ended. */
	private static SessionEndReason chain(TestRooms rooms, TokenPair tokens) {
		TokenPair present = tokens;
		for (int i = 0; i < 1000; i++) {
			try {
				present = rooms.refresh(present);
			}
			catch (SessionEndedException ex) {
				return ex.reason();
			}
		}
		throw new AssertionError("the session never ended");
	}

	private static Callable<String> answerOf(TestRooms rooms, TokenPair tokens) {
		return () -> {
			try {
				return rooms.refresh(tokens).refreshToken().reveal();
			}
			catch (SessionEndedException ex) {
				return ex.reason().code();
			}
			catch (AuthException ex) {
				return ex.code().code();
			}
		};
	}

	/** A pool and the isolation that its connections come with. */
	enum Pool {

		POSTGRES_READ_COMMITTED(TestDatabases.Product.POSTGRESQL, "READ_COMMITTED"),
		POSTGRES_REPEATABLE_READ(TestDatabases.Product.POSTGRESQL, "REPEATABLE_READ"),
		POSTGRES_SERIALIZABLE(TestDatabases.Product.POSTGRESQL, "SERIALIZABLE"),
		MARIADB_READ_COMMITTED(TestDatabases.Product.MARIADB, "READ_COMMITTED"),
		MARIADB_REPEATABLE_READ(TestDatabases.Product.MARIADB, "REPEATABLE_READ"),
		MARIADB_SNAPSHOT_ISOLATION(TestDatabases.Product.MARIADB, "REPEATABLE_READ"),
		MARIADB_SERIALIZABLE(TestDatabases.Product.MARIADB, "SERIALIZABLE");

		private final TestDatabases.Product product;

		private final String isolation;

		Pool(TestDatabases.Product product, String isolation) {
			this.product = product;
			this.isolation = isolation;
		}

		TestHouse house() {
			Map<String, String> database = this.product.create();
			if (this == MARIADB_SNAPSHOT_ISOLATION) {
				database = TestDatabases.with(database, "sessionVariables=innodb_snapshot_isolation=ON");
			}
			return TestHouse.on(database,
					"spring.datasource.hikari.transaction-isolation=TRANSACTION_" + this.isolation);
		}

	}

}
