package io.github.jwtauth.protection;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A flood of requests is no flood of events.
 */
class EventThrottleTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private final EventThrottle throttle = new EventThrottle();

	@Test
	void aFloodOfOneCallerIsToldOnceAMinute() {
		assertThat(told(1000, 1)).isEqualTo(1);
		assertThat(this.throttle.admits(NOW.plus(Duration.ofMinutes(1).minusNanos(1)), "caller 0")).isFalse();
		assertThat(this.throttle.admits(NOW.plus(Duration.ofMinutes(1)), "caller 0")).isTrue();
		assertThat(this.throttle.admits(NOW.plus(Duration.ofMinutes(1)), "caller 0")).isFalse();
	}

	@Test
	void aFloodOfManyCallersIsToldAHundredTimesAMinute() {
		assertThat(told(1000, 1000)).isEqualTo(EventThrottle.MOST);
		assertThat(this.throttle.admits(NOW.plus(Duration.ofMinutes(1)), "caller 999")).isTrue();
	}

	@Test
	void aClockThatWasSetBackSilencesNobody() {
		assertThat(told(1000, 1000)).isEqualTo(EventThrottle.MOST);
		assertThat(this.throttle.admits(NOW.minusSeconds(3600), "caller 0")).isTrue();
	}

	private long told(int requests, int callers) {
		return IntStream.range(0, requests)
			.filter((number) -> this.throttle.admits(NOW, "caller " + (number % callers)))
			.count();
	}

}
