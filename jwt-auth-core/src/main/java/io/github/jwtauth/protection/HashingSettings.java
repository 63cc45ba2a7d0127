package io.github.jwtauth.protection;

import java.time.Duration;

/**
 * How much password hashing happens at once (requirement R-30).
 *
 * @param permits hashes at the same time; each takes its memory and one core
 * @param queue callers that may wait for a permit
 * @param maxWait how long one of them waits
 */
public record HashingSettings(int permits, int queue, Duration maxWait) {

	private static final int DEFAULT_QUEUE = 64;

	private static final Duration DEFAULT_WAIT = Duration.ofSeconds(2);

	public HashingSettings {
		if (permits < 1 || queue < 0 || maxWait.isNegative()) {
			throw new IllegalArgumentException("permits must be positive, queue and wait not negative");
		}
	}

	/**
	 * One permit less than there are cores, or fewer where a quarter of the heap holds
	 * fewer hashes. The core that is left keeps everything else answering: with a hash on
	 * each core, a storm of logins made refreshes three times slower.
	 * @param cores processors of this machine
	 * @param maxHeapBytes the heap's upper limit
	 * @param bytesPerHash what one hash needs
	 * @return the settings, with at least one permit
	 */
	public static HashingSettings fitting(int cores, long maxHeapBytes, long bytesPerHash) {
		long fitting = maxHeapBytes / 4 / bytesPerHash;
		return new HashingSettings((int) Math.max(1, Math.min(cores - 1, fitting)), DEFAULT_QUEUE, DEFAULT_WAIT);
	}

	/**
	 * Whether the permits' hashes fit into a quarter of the heap.
	 * @param maxHeapBytes the heap's upper limit
	 * @param bytesPerHash what one hash needs
	 * @return whether they do
	 */
	public boolean fits(long maxHeapBytes, long bytesPerHash) {
		return this.permits * bytesPerHash <= maxHeapBytes / 4;
	}

}
