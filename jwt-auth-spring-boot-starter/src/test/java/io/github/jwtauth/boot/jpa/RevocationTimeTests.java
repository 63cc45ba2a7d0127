package io.github.jwtauth.boot.jpa;

import java.time.Duration;

import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.session.RevocationSource;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The time of a revocation is that of its statement, by the database's own clock.
 */
class RevocationTimeTests {

	@ParameterizedTest
	@EnumSource(TestDatabases.Product.class)
	void endCountsFromItsStatementAndNotFromTheBeginOfItsTransaction(TestDatabases.Product product) { // decision
																										// 7
		try (TestHouse house = TestHouse.on(product.create())) {
			TestRooms rooms = new TestRooms(house, Duration.ZERO);
			KnownAccount account = rooms.somebody();
			TokenPair tokens = rooms.logIn(account);
			rooms.transactions.alone(() -> {
				assertThat(rooms.devices.list(account.id())).hasSize(1);
				pause(4000);
				rooms.devices.end(account.id(), tokens.session().id());
				rooms.changes.rolesChanged(account.id());
				return true;
			});
			RevocationSource.Revocations lately = house.get(RevocationSource.class).within(Duration.ofSeconds(2));
			assertThat(lately.endedSessions()).containsExactly(tokens.session().id());
			assertThat(lately.changedAccounts()).containsOnlyKeys(account.id());
		}
	}

	@ParameterizedTest
	@EnumSource(TestDatabases.Product.class)
	void whatIsOlderThanAskedForIsNotRead(TestDatabases.Product product) {
		try (TestHouse house = TestHouse.on(product.create())) {
			TestRooms rooms = new TestRooms(house, Duration.ZERO);
			TokenPair tokens = rooms.logIn(rooms.somebody());
			rooms.changes.disabled(tokens.account().id());
			pause(2500);
			RevocationSource.Revocations lately = house.get(RevocationSource.class).within(Duration.ofSeconds(1));
			assertThat(lately.endedSessions()).isEmpty();
			assertThat(lately.changedAccounts()).isEmpty();
		}
	}

	private static void pause(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
