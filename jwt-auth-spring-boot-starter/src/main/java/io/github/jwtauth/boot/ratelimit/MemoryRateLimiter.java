package io.github.jwtauth.boot.ratelimit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketListener;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.MathType;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LockFreeBucket;
import io.github.jwtauth.protection.RateLimit;
import io.github.jwtauth.protection.RateLimitDecision;
import io.github.jwtauth.protection.RateLimiter;

/**
 * Counts in the memory of this node. A budget is kept until it is full again, when
 * forgetting it changes nothing, and never pushed out by others: whoever comes when the
 * memory is used up shares a budget with other newcomers (attack X-42), so that a million
 * addresses cannot make it forget what one of them has done.
 */
final class MemoryRateLimiter implements RateLimiter {

	/** About 25 MB. */
	static final int MOST_KEYS = 65_536;

	/** Budgets that newcomers share, for each limit. */
	private static final int SHARED = 256;

	private static final int LONGEST_KEY = 64;

	private static final long TIDY_PAUSE = 1_000_000_000L;

	private final Cache<BucketKey, Bucket> buckets;

	private final Map<RateLimit, BucketConfiguration> configurations = new ConcurrentHashMap<>();

	private final int mostKeys;

	private final TimeMeter time;

	private final AtomicLong tidiedAt;

	MemoryRateLimiter(Clock clock) {
		this(clock, MOST_KEYS);
	}

	MemoryRateLimiter(Clock clock, int mostKeys) {
		this.time = BucketSettings.time(clock);
		this.mostKeys = mostKeys;
		this.tidiedAt = new AtomicLong(this.time.currentTimeNanos());
		this.buckets = Caffeine.newBuilder()
			.expireAfter(new UntilFull())
			.ticker(this.time::currentTimeNanos)
			.executor(Runnable::run)
			.build();
	}

	@Override
	public RateLimitDecision consume(RateLimit limit, String key) {
		BucketKey whose = budgetOf(limit, key);
		AtomicReference<ConsumptionProbe> probe = new AtomicReference<>();
		this.buckets.asMap().compute(whose, (same, present) -> {
			Bucket bucket = (present != null) ? present : bucket(limit);
			probe.set(bucket.tryConsumeAndReturnRemaining(1));
			return bucket;
		});
		return BucketSettings.decision(Objects.requireNonNull(probe.get()));
	}

	@Override
	public void giveBack(RateLimit limit, String key) {
		this.buckets.asMap().computeIfPresent(budgetOf(limit, key), (same, bucket) -> {
			bucket.addTokens(1);
			return (bucket.getAvailableTokens() >= limit.permits()) ? null : bucket;
		});
	}

	/** How many budgets are kept. */
	long size() {
		return this.buckets.estimatedSize();
	}

	private BucketKey budgetOf(RateLimit limit, String key) {
		BucketKey own = new BucketKey(limit, shorten(key));
		if (this.buckets.getIfPresent(own) != null || !isFull()) {
			return own;
		}
		return new BucketKey(limit, "shared " + Math.floorMod(own.key().hashCode(), SHARED));
	}

	/** Budgets that are full again leave when somebody tidies up. */
	private boolean isFull() {
		if (size() < this.mostKeys) {
			return false;
		}
		long last = this.tidiedAt.get();
		long now = this.time.currentTimeNanos();
		if (now - last >= TIDY_PAUSE && this.tidiedAt.compareAndSet(last, now)) {
			this.buckets.cleanUp();
		}
		return size() >= this.mostKeys;
	}

	private Bucket bucket(RateLimit limit) {
		BucketConfiguration configuration = this.configurations.computeIfAbsent(limit, BucketSettings::of);
		return new LockFreeBucket(configuration, MathType.INTEGER_64_BITS, this.time, BucketListener.NOPE);
	}

	/** What a key costs does not depend on who made it. */
	private static String shorten(String key) {
		if (key.length() <= LONGEST_KEY) {
			return key;
		}
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
