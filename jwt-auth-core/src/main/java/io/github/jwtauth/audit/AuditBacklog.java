package io.github.jwtauth.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long records have been waiting for their place in the chain. What waited while
 * nobody ran counts from the start of this node. Immutable and safe for use by many
 * threads.
 */
public final class AuditBacklog {

	/** A sealer that runs needs two seconds. Longer, and something holds it up. */
	public static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

	private final AuditChain chain;

	private final Clock clock;

	private final Instant started;

	/**
	 * Begins to count.
	 * @param chain what waits
	 * @param clock the present
	 */
	public AuditBacklog(AuditChain chain, Clock clock) {
		this.chain = chain;
		this.clock = clock;
		this.started = clock.instant();
	}

	/**
	 * The wait of the oldest record. One look without a lock.
	 * @return how long, or empty when nothing waits
	 */
	public Optional<Duration> longestWait() {
		return this.chain.oldestUnsealed().map(this::wait);
	}

	boolean isStalled(Instant oldest) {
		return wait(oldest).compareTo(LONGEST_WAIT) > 0;
	}

	private Duration wait(Instant oldest) {
		Instant from = oldest.isAfter(this.started) ? oldest : this.started;
		return Duration.between(from, this.clock.instant());
	}

}
