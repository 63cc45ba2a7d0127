package io.github.jwtauth.protection;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Decides which refusals are told: a flood of requests must not become a flood of events
 * (requirement R-94). Of each caller one a minute, and of all together a hundred, which
 * is also all that it remembers. Safe for use by many threads.
 */
public final class EventThrottle {

	/** How many are told in a minute. */
	public static final int MOST = 100;

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final Set<String> told = new HashSet<>();

	private volatile Instant begin = Instant.EPOCH;

	/**
	 * Asks whether to tell of a refusal; who asks and hears yes tells it.
	 * @param now the present
	 * @param caller who is refused, and what if that matters; short
	 * @return whether it is the first of this caller in this minute, and one of the first
	 * hundred
	 */
	public synchronized boolean admits(Instant now, String caller) {
		// A clock that was set back must not silence anybody.
		if (now.isBefore(this.begin) || !now.minus(MINUTE).isBefore(this.begin)) {
			this.told.clear();
			this.begin = now;
		}
		return this.told.size() < MOST && this.told.add(caller);
	}

}
