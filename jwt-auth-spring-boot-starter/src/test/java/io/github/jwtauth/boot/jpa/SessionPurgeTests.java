package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.session.LoginSession;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class SessionPurgeTests {

	private static final Duration DAY = Duration.ofDays(1);

	@ParameterizedTest
	@EnumSource(TestDatabases.Product.class)
	void ninetyDaysOfPurgesKeepWhatIsNeededAndNothingElse(TestDatabases.Product product) { // F-24
		try (TestHouse house = TestHouse.on(product.create())) {
			AccountId owner = new AccountId(UUID.randomUUID());
			Instant start = Instant.now();
			for (int day = 0; day < 90; day++) {
				Instant now = start.plus(DAY.multipliedBy(day));
				TestRows.insertSession(house, owner, now.plus(DAY.multipliedBy(2)), now.plus(DAY.multipliedBy(10)));
				LoginSession ended = TestRows.insertSession(house, owner, now.plus(DAY), now.plus(DAY.multipliedBy(5)));
				house.get(SessionStore.class).end(ended.id(), owner, SessionEndReason.LOGGED_OUT);
				purge(house, now, 3);
				assertThat(count(house, "absolute_expires_at <= ?", now)).isZero();
				assertThat(count(house, "ended_at is null and idle_expires_at <= ?", now)).isZero();
				assertThat(house.get(SessionStore.class).findLive(owner, now)).hasSize(Math.min(day + 1, 2));
				assertThat(count(house, "absolute_expires_at > ?", now))
					.isEqualTo(Math.min(day + 1, 10) + Math.min(day + 1, 5));
			}
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
	void purgeLeavesRowsThatSomebodyHoldsAndDoesNotWait(TestDatabases.Product product) {
		try (TestHouse house = TestHouse.on(product.create())) {
			AccountId owner = new AccountId(UUID.randomUUID());
			Instant now = Instant.now();
			List<LoginSession> expired = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				expired.add(TestRows.insertSession(house, owner, now.minusSeconds(1), now.minusSeconds(1)));
			}
			CountDownLatch held = new CountDownLatch(1);
			CountDownLatch purged = new CountDownLatch(1);
			List<Object> results = TestRace.between(List.<Callable<Object>>of(() -> house.transactions().alone(() -> {
				int locked = house.sql()
					.queryForList("select 1 from jwtauth_session where session_id = ? for update",
							expired.get(0).id().value())
					.size();
				held.countDown();
				return await(purged) ? locked : -1;
			}), () -> {
				await(held);
				int first = purge(house, now, 10);
				purged.countDown();
				return first;
			}));
			assertThat(results).containsExactly(1, 2);
			assertThat(purge(house, now, 10)).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
	void twoNodesPurgeTogetherWithoutTouchingARowTwice(TestDatabases.Product product) {
		try (TestHouse house = TestHouse.on(product.create())) {
			AccountId owner = new AccountId(UUID.randomUUID());
			Instant now = Instant.now();
			for (int i = 0; i < 200; i++) {
				TestRows.insertSession(house, owner, now.minusSeconds(1), now.minusSeconds(i % 2));
			}
			List<Integer> touched = TestRace.of(4, () -> {
				int sum = 0;
				for (int i = 0; i < 20; i++) {
					sum += purge(house, now, 10);
				}
				return sum;
			});
			assertThat(touched.stream().mapToInt(Integer::intValue).sum()).isEqualTo(200);
			assertThat(house.get(SessionStore.class).endAll(owner, Optional.empty(), SessionEndReason.LOGGED_OUT))
				.isEmpty();
		}
	}

	private static int purge(TestHouse house, Instant now, int limit) {
		return house.transactions().<Integer>alone(() -> house.get(SessionStore.class).purge(now, limit));
	}

	private static int count(TestHouse house, String condition, Instant now) {
		Times times = house.get(AuthDatabase.class).dialect().times();
		Integer count = house.sql()
			.queryForObject("select count(*) from jwtauth_session where " + condition, Integer.class, times.of(now));
		return (count != null) ? count : -1;
	}

	private static boolean await(CountDownLatch latch) {
		try {
			return latch.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
