package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a refresh asks of the database: round trips are what it costs.
 */
class RefreshCostTests {

	@Test
	void refreshOnPostgresIsOneStatementAndOneCommit() {
		assertThat(refreshOn(TestDatabases.postgres())).containsExactly("with", "commit");
	}

	@Test
	void refreshOnH2IsTwoStatementsAndOneCommit() {
		assertThat(refreshOn(TestDatabases.h2())).containsExactly("update", "select", "commit");
	}

	@Test
	void refreshOnMariaDbIsTwoStatementsAndOneCommit() {
		assertThat(refreshOn(TestDatabases.mariaDb(),
				"spring.datasource.hikari.transaction-isolation=TRANSACTION_READ_COMMITTED"))
			.containsExactly("update", "select", "commit");
	}

	@Test
	void isolationIsSetOnMariaDbWhereThePoolHasTheDefaultOfTheServer() { // decision 2
		assertThat(refreshOn(TestDatabases.mariaDb())).containsExactly("connection.getTransactionIsolation",
				"connection.setTransactionIsolation", "update", "select", "commit",
				"connection.setTransactionIsolation");
	}

	@Test
	void isolationIsSetWhereThePoolHasAnother() { // decision 2
		assertThat(refreshOn(TestDatabases.postgres(),
				"spring.datasource.hikari.transaction-isolation=TRANSACTION_SERIALIZABLE"))
			.containsExactly("connection.getTransactionIsolation", "connection.setTransactionIsolation", "with",
					"commit", "connection.setTransactionIsolation");
	}

	@Test
	void lookupBeforeALoginIsOneStatementWithoutTransaction() {
		try (TestHouse house = TestStatements.on(TestDatabases.postgres())) {
			TestRooms rooms = new TestRooms(house, Duration.ofSeconds(30));
			KnownAccount account = rooms.somebody();
			assertThat(house.get(TestStatements.class).during(() -> rooms.lookup.byId(account.id())))
				.containsExactly("select");
			assertThat(house.get(TestStatements.class).during(() -> rooms.feed.poll())).containsExactly("select");
		}
	}

	private static List<String> refreshOn(Map<String, String> database, String... more) {
		try (TestHouse house = TestStatements.on(database, more)) {
			TestRooms rooms = new TestRooms(house, Duration.ofSeconds(30));
			AtomicReference<TokenPair> tokens = new AtomicReference<>(rooms.logIn(rooms.somebody()));
			tokens.set(rooms.refresh(tokens.get()));
			return house.get(TestStatements.class).during(() -> tokens.set(rooms.refresh(tokens.get())));
		}
	}

}
