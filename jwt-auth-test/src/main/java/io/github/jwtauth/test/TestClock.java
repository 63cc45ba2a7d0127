package io.github.jwtauth.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The present as jwt-auth sees it: the time of this machine, and what a test has added to
 * it. It goes back to the time of this machine after each test. Safe for use by many
 * threads.
 * <p>
 * Tokens, mailed links, pauses after wrong passwords and sessions age by it. Three things
 * do not: when the database says that a session has ended, leases of housekeeping, and
 * whatever the application reads from its own clock. After a test has moved on, the
 * access token of a session that is ended then may live on until it expires; end sessions
 * first, then move. Moving on by weeks lets housekeeping rotate the signing keys; prefer
 * minutes and days.
 */
public final class TestClock {

	private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

	private final Clock clock = new Moved(Clock.systemUTC());

	/**
	 * Moves on.
	 * @param duration how far; backwards when negative
	 */
	public void advance(Duration duration) {
		this.ahead.updateAndGet((before) -> before.plus(duration));
	}

	/** Back to the time of this machine. */
	public void reset() {
		this.ahead.set(Duration.ZERO);
	}

	public Instant instant() {
		return this.clock.instant();
	}

	/**
	 * The same present, for what a host tests with it.
	 * @return a clock in UTC that moves along
	 */
	public Clock asClock() {
		return this.clock;
	}

	private final class Moved extends Clock {

		private final Clock machine;

		private Moved(Clock machine) {
			this.machine = machine;
		}

		@Override
		public Instant instant() {
			return this.machine.instant().plus(TestClock.this.ahead.get());
		}

		@Override
		public ZoneId getZone() {
			return this.machine.getZone();
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return new Moved(this.machine.withZone(zone));
		}

	}

}
