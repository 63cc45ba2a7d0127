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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many holders of one refresh token, on PostgreSQL, through the whole walk. Nothing here
 * is ever tried again.
 */
class RefreshRaceTests {

	private static final int THREADS = 50;

	@ParameterizedTest
	@ValueSource(strings = { "TRANSACTION_READ_COMMITTED", "TRANSACTION_REPEATABLE_READ", "TRANSACTION_SERIALIZABLE" })
	void ofFiftyRefreshesWithOneTokenExactlyOneSucceeds(String poolDefault) { // R-37,
																				//
		try (TestHouse house = house(poolDefault)) {
			TestRooms rooms = new TestRooms(house, Duration.ZERO);
			int rounds = poolDefault.endsWith("REPEATABLE_READ") ? 50 : 200;
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
	@ValueSource(strings = { "TRANSACTION_READ_COMMITTED", "TRANSACTION_SERIALIZABLE" })
	void withinTheWindowAllGetTheSameSuccessor(String poolDefault) {
		try (TestHouse house = house(poolDefault)) {
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

	@Test
	void endOfAllThatRacesRefreshesLeavesNothingLive() {
		try (TestHouse house = TestHouse.on(TestDatabases.postgres())) {
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

	private static TestHouse house(String poolDefault) {
		Map<String, String> database = TestDatabases.postgres();
		return TestHouse.on(database, "spring.datasource.hikari.transaction-isolation=" + poolDefault);
	}

}
