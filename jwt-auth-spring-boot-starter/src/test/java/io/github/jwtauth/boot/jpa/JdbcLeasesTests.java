package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.jwtauth.Leases;
import io.github.jwtauth.TestRace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class JdbcLeasesTests {

	static Stream<Map<String, String>> databases() {
		return Stream.of(TestDatabases.h2(), TestDatabases.postgres());
	}

	@ParameterizedTest
	@MethodSource("databases")
	void leaseIsHeldByOneNodeUntilItRunsOut(Map<String, String> database) {
		try (TestHouse house = TestHouse.on(database)) {
			Leases one = house.get(Leases.class);
			Leases other = new JdbcLeases(house.get(AuthDatabase.class), UUID.randomUUID());
			assertThat(one.take("task", Duration.ofMinutes(1))).isTrue();
			assertThat(other.take("task", Duration.ofMinutes(1))).isFalse();
			assertThat(one.take("task", Duration.ofMinutes(1))).isTrue();
			assertThat(other.take("another", Duration.ofMinutes(1))).isTrue();
			house.sql().update("update jwtauth_task set leased_until = current_timestamp where name = 'task'");
			assertThat(other.take("task", Duration.ofMinutes(1))).isTrue();
			assertThat(one.take("task", Duration.ofMinutes(1))).isFalse();
		}
	}

	@Test
	void ofManyNodesOneGetsAFreeLease() {
		try (TestHouse house = TestHouse.on(TestDatabases.postgres())) {
			for (int round = 0; round < 10; round++) {
				String task = "task" + round;
				assertThat(TestRace.of(10, () -> new JdbcLeases(house.get(AuthDatabase.class), UUID.randomUUID())
					.take(task, Duration.ofMinutes(1)))).containsOnlyOnce(true);
			}
		}
	}

}
