package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Leases;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.TestAccounts;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A pool whose connections do not commit by themselves, which hosts have to spare round
 * trips.
 */
class AutoCommitTests {

	private static final String[] POOL = { "spring.datasource.hikari.auto-commit=false",
			"spring.jpa.properties.hibernate.connection.provider_disables_autocommit=true",
			"spring.datasource.hikari.transaction-isolation=TRANSACTION_READ_COMMITTED" };

	@ParameterizedTest
	@EnumSource
	void whatIsWrittenOutsideATransactionIsCommitted(TestDatabases.Product product) {
		try (TestHouse house = TestHouse.on(product.create(), POOL)) {
			TestRooms rooms = new TestRooms(house, Duration.ofSeconds(30));
			KnownAccount account = rooms.somebody();
			assertThat(rooms.lookup.byId(account.id())).contains(account);
			assertThat(house.get(AccountStore.class).insertIfAbsent(account.account())).isFalse();
			assertThat(house.get(Leases.class).take("task", Duration.ofMinutes(1))).isTrue();
			assertThat(tasks(house)).isEqualTo(1);
			TokenPair tokens = rooms.refresh(rooms.logIn(account));
			rooms.logout.byRefreshToken(tokens.refreshToken());
			assertThat(rooms.devices.list(account.id())).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
	void connectionThatIsLostSaysUnavailable(TestDatabases.Product product) {
		try (TestHouse house = TestHouse.on(product.create(), POOL)) {
			boolean postgres = product == TestDatabases.Product.POSTGRESQL;
			String id = postgres ? "pg_backend_pid()" : "connection_id()";
			String kill = postgres ? "select pg_terminate_backend(%d)" : "kill %d";
			assertThatExceptionOfType(AuthException.class)
				.isThrownBy(() -> house.get(AuthDatabase.class).<Integer>call((db) -> {
					Long own = db.sql("select " + id).query(Long.class).single();
					TestRace.of(1, () -> {
						house.sql().execute(kill.formatted(own));
						return true;
					});
					return db.sql("update jwtauth_account set roles = roles").update();
				}))
				.returns(AuthErrorCode.UNAVAILABLE, AuthException::code);
		}
	}

	@Test
	void whatAHostRollsBackIsNotCommitted() {
		try (TestHouse house = TestHouse.on(TestDatabases.h2(), POOL)) {
			new TransactionTemplate(house.get(PlatformTransactionManager.class)).executeWithoutResult((status) -> {
				house.get(AccountStore.class).insertIfAbsent(TestAccounts.somebody());
				status.setRollbackOnly();
			});
			assertThat(house.sql().queryForObject("select count(*) from jwtauth_account", Integer.class)).isZero();
		}
	}

	@Test
	void aRefreshSparesMariaDbTheSwitching() {
		try (TestHouse house = TestStatements.on(TestDatabases.mariaDb(), POOL)) {
			TestRooms rooms = new TestRooms(house, Duration.ofSeconds(30));
			TokenPair tokens = rooms.refresh(rooms.logIn(rooms.somebody()));
			List<String> calls = house.get(TestStatements.class).during(() -> rooms.refresh(tokens));
			assertThat(calls).containsExactly("update", "select", "commit");
		}
	}

	@Test
	void aRefreshIsThreeRoundTripsToMariaDb() {
		assertThat(roundTrips(POOL)).isEqualTo(3);
	}

	/** As the server counts them, on the only connection of a pool. */
	private static int roundTrips(String... pool) {
		String[] properties = Arrays.copyOf(pool, pool.length + 1);
		properties[pool.length] = "spring.datasource.hikari.maximum-pool-size=1";
		try (TestHouse house = TestHouse.on(TestDatabases.mariaDb(), properties)) {
			TestRooms rooms = new TestRooms(house, Duration.ofSeconds(30));
			TokenPair tokens = rooms.refresh(rooms.logIn(rooms.somebody()));
			int before = questions(house);
			rooms.refresh(tokens);
			return questions(house) - before - 1;
		}
	}

	private static int questions(TestHouse house) {
		return house.sql().query("show session status like 'Questions'", (row, number) -> row.getInt("Value")).get(0);
	}

	private static int tasks(TestHouse house) {
		Integer count = house.sql().queryForObject("select count(*) from jwtauth_task", Integer.class);
		return (count != null) ? count : -1;
	}

}
