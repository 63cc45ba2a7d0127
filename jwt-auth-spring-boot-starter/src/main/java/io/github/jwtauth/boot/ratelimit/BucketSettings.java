package io.github.jwtauth.boot.ratelimit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.jwtauth.protection.RateLimit;
import io.github.jwtauth.protection.RateLimitDecision;

/**
 * Our words in those of Bucket4j.
 */
final class BucketSettings {

	private BucketSettings() {
	}

	/** Full at first, and refilled evenly. */
	static BucketConfiguration of(RateLimit limit) {
		return BucketConfiguration.builder()
			.addLimit((bandwidth) -> bandwidth.capacity(limit.permits()).refillGreedy(limit.permits(), limit.period()))
			.build();
	}

	static RateLimitDecision decision(ConsumptionProbe probe) {
		return probe.isConsumed() ? RateLimitDecision.allow()
				: RateLimitDecision.refuse(Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill())));
	}

	static TimeMeter time(Clock clock) {
		return new TimeMeter() {

			@Override
			public long currentTimeNanos() {
				return nanos(clock);
			}

			@Override
			public boolean isWallClockBased() {
				return true;
			}

		};
	}

	static long nanos(Clock clock) {
		Instant now = clock.instant();
		return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
	}

}
