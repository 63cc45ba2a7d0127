package io.github.jwtauth.boot.password;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Leaves a service alone for a while that has failed several times in a row, so that
 * nobody waits for it (fault F-18). After the pause one failure is enough. Safe for use
 * by many threads.
 */
final class CircuitBreaker {

	private static final int FAILURES = 3;

	private static final Duration PAUSE = Duration.ofSeconds(30);

	private final Clock clock;

	private final AtomicInteger failures = new AtomicInteger();

	private final AtomicReference<Instant> openUntil = new AtomicReference<>(Instant.MIN);

	CircuitBreaker(Clock clock) {
		this.clock = clock;
	}

	boolean isOpen() {
		return this.clock.instant().isBefore(this.openUntil.get());
	}

	void succeeded() {
		this.failures.set(0);
	}

	void failed() {
		if (this.failures.incrementAndGet() >= FAILURES) {
			this.failures.set(FAILURES);
			this.openUntil.set(this.clock.instant().plus(PAUSE));
		}
	}

}
