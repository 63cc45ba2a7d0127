package io.github.jwtauth.boot.ratelimit;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.boot.TestStarter;
import io.github.jwtauth.protection.RateLimit;
import io.github.jwtauth.protection.RateLimitDecision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * What one node does to Redis, without one.
 */
class RedisTurnsTests {

	private static final RateLimit LIMIT = new RateLimit("login-per-address", 10, Duration.ofHours(1));

	private final BucketProxy bucket = mock();

	private final Store store = new Store(this.bucket);

	private final RedisRateLimiter limiter = new RedisRateLimiter(this.store, new MemoryRateLimiter(Clock.systemUTC()),
			SecretKeys.of(Secret.of(TestStarter.SECRET), List.of()), 2);

	@Test
	void oneCallerAfterTheOtherChangesABucket() { // a flood from one address is no lost
													// Redis
		AtomicInteger inside = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		given(this.bucket.tryConsumeAndReturnRemaining(anyLong())).willAnswer((call) -> {
			most.accumulateAndGet(inside.incrementAndGet(), Math::max);
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
			inside.decrementAndGet();
			return ConsumptionProbe.consumed(1, 0);
		});
		TestRace.of(20, () -> this.limiter.consume(LIMIT, "key"));

		assertThat(most).hasValue(1);
	}

	@Test
	void whoeverWaitedForALostRedisDoesNotWaitAgain() { // F-10
		AtomicInteger asked = new AtomicInteger();
		given(this.bucket.tryConsumeAndReturnRemaining(anyLong())).willAnswer((call) -> {
			asked.incrementAndGet();
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
			throw new IllegalStateException("timeout");
		});
		List<RateLimitDecision> decisions = TestRace.of(20, () -> this.limiter.consume(LIMIT, "key"));

		assertThat(asked).hasValue(1);
		assertThat(decisions).filteredOn(RateLimitDecision::allowed).hasSize(5);
	}

	private static final class Store implements SharedBuckets {

		private final ProxyManager<byte[]> buckets = mock();

		private volatile boolean lost;

		Store(BucketProxy bucket) {
			given(this.buckets.getProxy(any(), any())).willReturn(bucket);
		}

		@Override
		public @Nullable ProxyManager<byte[]> current() {
			return this.lost ? null : this.buckets;
		}

		@Override
		public void lost(Throwable cause) {
			this.lost = true;
		}

		@Override
		public void close() {
		}

	}

}
