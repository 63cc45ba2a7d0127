package io.github.jwtauth.boot.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long something lasts, in whole seconds. Rounded up, so that 14 days stay 14 days
 * although some milliseconds passed since the session was opened.
 */
final class Remaining {

	private Remaining() {
	}

	static Duration until(Instant end, Clock clock) {
		Duration exact = Duration.between(clock.instant(), end);
		return exact.isNegative() ? Duration.ZERO : Duration.ofSeconds(exact.plusNanos(999_999_999).toSeconds());
	}

}
