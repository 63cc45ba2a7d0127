package io.github.jwtauth.boot.jpa;

import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A node whose clock is off is told from one that is not (fault F-11).
 */
class DatabaseClockTests {

	@ParameterizedTest
	@EnumSource(TestDatabases.Product.class)
	void aNodeThatIsMoreThanTwentySecondsOffIsDown(TestDatabases.Product product) {
		try (TestHouse house = TestHouse.on(product.create())) {
			assertThat(isUp(house, Duration.ZERO)).isTrue();
			assertThat(isUp(house, Duration.ofSeconds(15))).isTrue();
			assertThat(isUp(house, Duration.ofSeconds(-15))).isTrue();
			assertThat(isUp(house, Duration.ofSeconds(25))).isFalse();
			assertThat(isUp(house, Duration.ofSeconds(-90))).isFalse();
			ClockSection section = new ClockSection(clock(house, Duration.ofSeconds(-90)));
			assertThat((Long) section.facts().get("database_is_ahead_by_seconds")).isBetween(80L, 90L);
			assertThat(section.warnings()).singleElement().asString().contains("apart");
		}
	}

	@ParameterizedTest
	@EnumSource(value = TestDatabases.Product.class, names = "H2")
	void nobodyWaitsTwiceForADatabaseThatIsDown(TestDatabases.Product product) {
		try (TestHouse house = TestHouse.on(product.create())) {
			DatabaseHealthCheck database = new DatabaseHealthCheck(house.get(AuthDatabase.class));
			ClockHealthCheck check = new ClockHealthCheck(clock(house, Duration.ofHours(1)), database);
			assertThat(database.isUp()).isTrue();
			assertThat(check.isUp()).isFalse();
			house.sql().execute("alter table jwtauth_schema_version rename to elsewhere");
			assertThat(database.hasAnswered()).isTrue();
			assertThatException().isThrownBy(database::isUp);
			assertThat(check.isUp()).isTrue();
		}
	}

	private static boolean isUp(TestHouse house, Duration off) {
		return new ClockHealthCheck(clock(house, off), new DatabaseHealthCheck(house.get(AuthDatabase.class))).isUp();
	}

	private static DatabaseClock clock(TestHouse house, Duration off) {
		return new DatabaseClock(house.get(AuthDatabase.class), Clock.offset(Clock.systemUTC(), off));
	}

}
