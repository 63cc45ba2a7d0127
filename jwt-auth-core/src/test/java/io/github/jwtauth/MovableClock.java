package io.github.jwtauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test moves it. Safe for use by many threads.
 */
public final class MovableClock extends Clock {

	private final AtomicReference<Instant> now;

	/**
	 * A clock that shows an instant.
	 * @param now the present
	 */
	public MovableClock(Instant now) {
		this.now = new AtomicReference<>(now);
	}

	/**
	 * A clock at noon of some day, with a fraction of a second, because real clocks have
	 * one.
	 * @return the clock
	 */
	public static MovableClock atNoon() {
		return new MovableClock(Instant.parse("2030-03-01T12:00:00.123456Z"));
	}

	/**
	 * Moves on.
	 * @param duration how far; backwards when negative
	 */
	public void advance(Duration duration) {
		this.now.updateAndGet((present) -> present.plus(duration));
	}

	@Override
	public Instant instant() {
		return this.now.get();
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	/** Time zones play no part: this is the same clock. */
	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

}
