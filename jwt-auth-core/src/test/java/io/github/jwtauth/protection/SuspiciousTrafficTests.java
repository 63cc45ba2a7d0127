package io.github.jwtauth.protection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.Device;
import io.github.jwtauth.DeviceType;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.TestEvents;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.protection.CredentialStuffingSuspected.Sign;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

class SuspiciousTrafficTests {

	private final MovableClock clock = MovableClock.atNoon();

	private final TestEvents events = new TestEvents(new InMemoryTransactions());

	private final CountingLimiter limiter = new CountingLimiter();

	private final SuspiciousTraffic traffic = new SuspiciousTraffic(this.limiter, TestSecrets.keys(), this.events,
			this.clock);

	@Test
	void tenFailuresOfOneAddressAreASignOncePerHour() {
		fail(9, "203.0.113.7", "ada");
		assertThat(this.events.all()).isEmpty();
		fail(1, "203.0.113.7", "ada");
		assertThat(signs()).containsExactly(Sign.ONE_ADDRESS);
		fail(30, "203.0.113.7", "ada");
		assertThat(signs()).hasSize(1);
		this.clock.advance(Duration.ofHours(1));
		fail(10, "203.0.113.7", "ada");
		assertThat(signs()).hasSize(2);
	}

	@Test
	void changingTheAddressInsideOneNetworkHidesNobody() {
		for (int i = 0; i < 10; i++) {
			fail(1, "2001:db8:7:8::" + Integer.toHexString(i), "ada");
			fail(1, "2001:db8:7:" + (i + 10) + "::1", "ada");
			fail(1, "203.0.113." + i, "ada");
		}
		assertThat(signs()).containsExactly(Sign.ONE_ADDRESS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "203.0.113.%d", "2001:db8:7:%d::1" })
	void fiftyAccountsFromOneNeighbourhoodAreASignOnce(String address) {
		for (int i = 0; i < 49; i++) {
			fail(1, address.formatted(i), "user" + i);
			fail(1, address.formatted(i + 50), "user" + i);
		}
		assertThat(this.events.all()).isEmpty();
		fail(1, address.formatted(49), "user49");
		assertThat(signs()).containsExactly(Sign.MANY_ACCOUNTS);
		fail(1, address.formatted(50), "user50");
		assertThat(signs()).hasSize(1);
	}

	@Test
	void fiftyAccountsAreASignWhereABudgetRefillsLittleByLittle() {
		SuspiciousTraffic counted = countedByBudgets();
		for (int i = 0; i < 49; i++) {
			counted.failed("user" + i, device("203.0.113." + i));
		}
		assertThat(this.events.all()).isEmpty();
		counted.failed("user49", device("203.0.113.49"));
		assertThat(signs()).containsExactly(Sign.MANY_ACCOUNTS);
		for (int i = 50; i < 100; i++) {
			this.clock.advance(Duration.ofSeconds(6));
			counted.failed("user" + i, device("203.0.113." + i));
		}
		assertThat(signs()).as("once").hasSize(1);
	}

	@Test
	void tenFailuresAreASignWhereABudgetRefillsLittleByLittle() {
		SuspiciousTraffic counted = countedByBudgets();
		for (int i = 0; i < 9; i++) {
			counted.failed("ada", device("203.0.113.7"));
		}
		assertThat(this.events.all()).isEmpty();
		counted.failed("ada", device("203.0.113.7"));
		assertThat(signs()).containsExactly(Sign.ONE_ADDRESS);
		for (int i = 0; i < 50; i++) {
			this.clock.advance(Duration.ofMinutes(1));
			counted.failed("ada", device("203.0.113.7"));
		}
		assertThat(signs()).as("once").hasSize(1);
	}

	@Test
	void whoSpreadsThemEvenlyIsNoticedAtTwiceTheNumber() { // what a budget costs
		SuspiciousTraffic counted = countedByBudgets();
		for (int i = 0; i < 100; i++) {
			counted.failed("user" + i, device("203.0.113." + i));
			this.clock.advance(Duration.ofSeconds(6));
		}
		assertThat(signs()).containsExactly(Sign.MANY_ACCOUNTS);
	}

	@Test
	void limiterIsToldNoIdentifiers() {
		fail(1, "203.0.113.7", "ada@example.com");
		assertThat(this.limiter.keys).isNotEmpty().noneMatch((key) -> key.contains("ada"));
	}

	@Test
	void lostLimiterFailsNothing() {
		RateLimiter lost = (limit, key) -> {
			throw new IllegalStateException("the store is lost");
		};
		assertThatNoException()
			.isThrownBy(() -> new SuspiciousTraffic(lost, TestSecrets.keys(), this.events, this.clock).failed("ada",
					device("203.0.113.7")));
		assertThatNoException()
			.isThrownBy(() -> new SuspiciousTraffic(null, TestSecrets.keys(), this.events, this.clock).failed("ada",
					device("203.0.113.7")));
		this.traffic.failed("ada", Device.unknown());
		assertThat(this.limiter.keys).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.7, cb0071", "::ffff:203.0.113.7, cb0071", "2001:db8:7:8::9, 20010db80007", "256.0.0.1,",
			"host.example,", "dead.beef," })
	void neighbourhoodIsAPrefixAndNeverANameToLookUp(String address, String prefix) {
		assertThat(Neighbourhood.of(address).orElse(null)).isEqualTo(prefix);
	}

	private SuspiciousTraffic countedByBudgets() {
		return new SuspiciousTraffic(new InMemoryRateLimiter(this.clock), TestSecrets.keys(), this.events, this.clock);
	}

	private void fail(int times, String address, String identifier) {
		for (int i = 0; i < times; i++) {
			this.traffic.failed(identifier, device(address));
		}
	}

	private List<Sign> signs() {
		return this.events.of(CredentialStuffingSuspected.class)
			.stream()
			.map(CredentialStuffingSuspected::sign)
			.toList();
	}

	private static Device device(String address) {
		return new Device(null, DeviceType.UNKNOWN, null, null, null, address, null, null);
	}

	/** All permits come back at once, when the period of the first has passed. */
	private final class CountingLimiter implements RateLimiter {

		private final Map<String, List<Instant>> taken = new HashMap<>();

		private final List<String> keys = new ArrayList<>();

		@Override
		public RateLimitDecision consume(RateLimit limit, String key) {
			this.keys.add(key);
			Instant now = SuspiciousTrafficTests.this.clock.instant();
			List<Instant> permits = this.taken.computeIfAbsent(limit.name() + ' ' + key, (name) -> new ArrayList<>());
			permits.removeIf((at) -> !now.isBefore(at.plus(limit.period())));
			if (permits.size() >= limit.permits()) {
				return RateLimitDecision.refuse(limit.period());
			}
			permits.add(now);
			return RateLimitDecision.allow();
		}

	}

}
