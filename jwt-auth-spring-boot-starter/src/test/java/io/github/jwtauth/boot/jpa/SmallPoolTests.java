package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.session.SessionStore;
import io.github.jwtauth.session.TokenPair;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With open-in-view, and a pool in which nobody can hold one connection and wait for
 * another: that waits for three seconds and then fails.
 */
@Timeout(60)
class SmallPoolTests {

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void everythingWorksWithAPoolThatSmall(int size) { // F-07, F-09
		try (TestHouse house = house(size)) {
			TestRooms rooms = new TestRooms(house, Duration.ofSeconds(30));
			TestRace.of(8, () -> {
				TestRequest.withOpenSession(house, () -> walk(rooms));
				return true;
			});
			assertThat(house.get(SessionStore.class)).isNotNull();
		}
	}

	@Test
	void requestHoldsNoConnectionBetweenTheSteps() { // decision 13
		try (TestHouse house = house(2)) {
			TestRooms rooms = new TestRooms(house, Duration.ofSeconds(30));
			HikariDataSource pool = house.get(HikariDataSource.class);
			KnownAccount account = rooms.somebody();
			TestRequest.withOpenSession(house, () -> {
				rooms.lookup.byId(account.id());
				assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
				TokenPair tokens = rooms.logIn(account);
				assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
				rooms.refresh(tokens);
				assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
			});
		}
	}

	@Test
	void requestKeepsItsOwnSession() {
		try (TestHouse house = house(2)) {
			TestRooms rooms = new TestRooms(house, Duration.ofSeconds(30));
			TestRequest.withOpenSession(house, () -> {
				EntityManager before = sessionOf(house);
				rooms.logIn(rooms.somebody());
				assertThat(sessionOf(house)).isSameAs(before);
				assertThat(before.isOpen()).isTrue();
			});
		}
	}

	@Test
	void accountIsReadAsItIsNow() {
		try (TestHouse house = house(2)) {
			TestRooms rooms = new TestRooms(house, Duration.ofSeconds(30));
			KnownAccount account = rooms.somebody();
			TestRequest.withOpenSession(house, () -> {
				assertThat(rooms.lookup.byId(account.id())).isPresent();
				house.sql()
					.update("update jwtauth_account set status = 'LOCKED' where account_key = ?",
							account.account().key());
				assertThat(rooms.lookup.byId(account.id())).map((found) -> found.account().status())
					.contains(AccountStatus.LOCKED);
			});
		}
	}

	private static void walk(TestRooms rooms) {
		for (int round = 0; round < 5; round++) {
			KnownAccount account = rooms.somebody();
			TokenPair tokens = rooms.refresh(rooms.logIn(account));
			assertThat(rooms.devices.list(account.id())).hasSize(1);
			rooms.devices.rename(account.id(), tokens.session().id(), "kitchen");
			rooms.feed.poll();
			rooms.logout.byRefreshToken(tokens.refreshToken());
			rooms.logIn(account);
			assertThat(rooms.devices.endAll(account.id(), Optional.empty())).isEqualTo(1);
		}
	}

	private static EntityManager sessionOf(TestHouse house) {
		Object holder = TransactionSynchronizationManager.getResource(house.get(EntityManagerFactory.class));
		assertThat(holder).isInstanceOf(EntityManagerHolder.class);
		return ((EntityManagerHolder) holder).getEntityManager();
	}

	private static TestHouse house(int size) {
		Map<String, String> database = TestDatabases.postgres();
		return TestHouse.on(database, List.of(), "spring.datasource.hikari.maximum-pool-size=" + size,
				"spring.datasource.hikari.connection-timeout=3000");
	}

}
