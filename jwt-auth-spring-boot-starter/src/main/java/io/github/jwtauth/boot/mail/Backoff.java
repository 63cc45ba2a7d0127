package io.github.jwtauth.boot.mail;

import java.time.Duration;

import io.github.jwtauth.RandomBytes;

/**
 * How long a mail waits until it is tried again: 10 seconds, doubling up to an hour, and
 * up to a quarter more, so that what failed together does not come back together (fault
 * F-02).
 */
final class Backoff {

	private static final Duration SHORTEST = Duration.ofSeconds(10);

	private static final Duration LONGEST = Duration.ofHours(1);

	private static final int STEPS = 10;

	private final RandomBytes random;

	Backoff(RandomBytes random) {
		this.random = random;
	}

	/**
	 * The pause after some attempts.
	 * @param attempts how many have failed, at least one
	 * @return the pause
	 */
	Duration after(int attempts) {
		Duration doubled = SHORTEST.multipliedBy(1L << Math.min(attempts - 1, STEPS));
		Duration pause = (doubled.compareTo(LONGEST) < 0) ? doubled : LONGEST;
		long part = this.random.next(1)[0] & 0xff;
		return pause.plus(pause.multipliedBy(part).dividedBy(4 * 256L));
	}

}
