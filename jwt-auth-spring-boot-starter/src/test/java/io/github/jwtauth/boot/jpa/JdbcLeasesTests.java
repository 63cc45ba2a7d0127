package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.util.UUID;

import io.github.jwtauth.Leases;
import io.github.jwtauth.TestRace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class JdbcLeasesTests {

	@ParameterizedTest
	@EnumSource(TestDatabases.Product.class)
	void leaseIsHeldByOneNodeUntilItRunsOut(TestDatabases.Product product) {
		try (TestHouse house = TestHouse.on(product.create())) {
			Leases one = house.get(Leases.class);
			Leases other = new JdbcLeases(house.get(AuthDatabase.class), UUID.randomUUID());
			assertThat(one.take("task", Duration.ofMinutes(1))).isTrue();
			assertThat(other.take("task", Duration.ofMinutes(1))).isFalse();
			assertThat(one.take("task", Duration.ofMinutes(1))).isTrue();
			assertThat(other.take("another", Duration.ofMinutes(1))).isTrue();
			house.sql()
				.update("update jwtauth_task set leased_until = " + house.get(AuthDatabase.class).dialect().clock()
						+ " where name = 'task'");
			assertThat(other.take("task", Duration.ofMinutes(1))).isTrue();
			assertThat(one.take("task", Duration.ofMinutes(1))).isFalse();
		}
	}

	@ParameterizedTest
	@EnumSource(TestDatabases.Product.class)
	void leaseThatNobodyCanHaveTakenIsFree(TestDatabases.Product product) {
		try (TestHouse house = TestHouse.on(product.create())) {
			Leases one = house.get(Leases.class);
			Leases other = new JdbcLeases(house.get(AuthDatabase.class), UUID.randomUUID());
			assertThat(one.take("task", Duration.ofSeconds(60))).isTrue();
			Dialect dialect = house.get(AuthDatabase.class).dialect();
			house.sql()
				.update("update jwtauth_task set leased_until = " + dialect.plusSeconds(dialect.clock(), "150")
						+ " where name = 'task'");
			assertThat(other.take("task", Duration.ofSeconds(100))).isFalse();
			assertThat(other.take("task", Duration.ofSeconds(60))).isTrue();
			assertThat(one.take("task", Duration.ofSeconds(60))).isFalse();
		}
	}

	/** A statement that had to wait for it began before it was taken. */
	@ParameterizedTest
	@EnumSource(TestDatabases.Product.class)
	void leaseThatSomebodyTookAMomentLaterIsTheirs(TestDatabases.Product product) {
		try (TestHouse house = TestHouse.on(product.create())) {
			Leases other = new JdbcLeases(house.get(AuthDatabase.class), UUID.randomUUID());
			assertThat(house.get(Leases.class).take("task", Duration.ofSeconds(60))).isTrue();
			Dialect dialect = house.get(AuthDatabase.class).dialect();
			house.sql()
				.update("update jwtauth_task set leased_until = " + dialect.plusSeconds(dialect.clock(), "65")
						+ " where name = 'task'");
			assertThat(other.take("task", Duration.ofSeconds(60))).isFalse();
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
	void ofManyNodesOneGetsAFreeLease(TestDatabases.Product product) {
		try (TestHouse house = TestHouse.on(product.create())) {
			for (int round = 0; round < 10; round++) {
				String task = "task" + round;
				assertThat(TestRace.of(10, () -> new JdbcLeases(house.get(AuthDatabase.class), UUID.randomUUID())
					.take(task, Duration.ofMinutes(1)))).containsOnlyOnce(true);
			}
		}
	}

}
