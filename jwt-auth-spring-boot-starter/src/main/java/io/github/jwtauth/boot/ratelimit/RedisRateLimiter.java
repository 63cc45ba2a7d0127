package io.github.jwtauth.boot.ratelimit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.jwtauth.KeyPurpose;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.protection.RateLimit;
import io.github.jwtauth.protection.RateLimitDecision;
import io.github.jwtauth.protection.RateLimiter;
import org.jspecify.annotations.Nullable;

/**
 * Counts in Redis, for all nodes together. Each node counts its own calls as well (fault
 * F-10). Against its part of the budget: when Redis is lost that part is what holds, with
 * what was used up before, so that pulling the plug gives nobody a fresh budget. And
 * against the whole of it, which no node exceeds even if Redis forgets.
 */
final class RedisRateLimiter implements RateLimiter, AutoCloseable {

	private static final String PREFIX = "jwtauth:limit:";

	private static final int HASH_BYTES = 18;

	private static final int TURNS = 256;

	private final SharedBuckets shared;

	private final RateLimiter local;

	private final SecretKeys keys;

	private final int nodes;

	private final Map<RateLimit, BucketConfiguration> configurations = new ConcurrentHashMap<>();

	private final Map<RateLimit, RateLimit> parts = new ConcurrentHashMap<>();

	private final Lock[] turns = new Lock[TURNS];

	RedisRateLimiter(SharedBuckets shared, RateLimiter local, SecretKeys keys, int nodes) {
		this.shared = shared;
		this.local = local;
		this.keys = keys;
		this.nodes = nodes;
		Arrays.setAll(this.turns, (index) -> new ReentrantLock());
	}

	@Override
	public RateLimitDecision consume(RateLimit limit, String key) {
		RateLimitDecision whole = this.local.consume(limit, key);
		if (!whole.allowed()) {
			return isShared() ? whole : laterOf(whole, limit, key);
		}
		// Only now: a permit of the part would be wasted on who is refused anyway.
		RateLimitDecision part = this.local.consume(partOf(limit), key);
		RateLimitDecision everywhere = inTurn(limit, key,
				(bucket) -> BucketSettings.decision(bucket.tryConsumeAndReturnRemaining(1)));
		RateLimitDecision decision = (everywhere != null) ? everywhere : part;
		if (!decision.allowed()) {
			// whoever knocks in vain must not wait longer than was told
			this.local.giveBack(limit, key);
		}
		return decision;
	}

	/** Without Redis the part is what holds; whoever comes back is told when it does. */
	private RateLimitDecision laterOf(RateLimitDecision whole, RateLimit limit, String key) {
		RateLimitDecision part = this.local.consume(partOf(limit), key);
		if (part.allowed()) {
			this.local.giveBack(partOf(limit), key);
		}
		return part.allowed() ? whole : part;
	}

	@Override
	public void giveBack(RateLimit limit, String key) {
		this.local.giveBack(partOf(limit), key);
		this.local.giveBack(limit, key);
		inTurn(limit, key, (bucket) -> {
			bucket.addTokens(1);
			return RateLimitDecision.allow();
		});
	}

	/**
	 * One caller of this node after the other changes a bucket. Each change that another
	 * one has overtaken is made again: a flood from one address would else run into the
	 * timeout, which looks like a lost Redis.
	 * @return {@code null} when Redis is lost
	 */
	private @Nullable RateLimitDecision inTurn(RateLimit limit, String key,
			Function<BucketProxy, RateLimitDecision> change) {
		if (this.shared.current() == null) {
			return null;
		}
		byte[] name = nameOf(limit, key);
		Lock turn = this.turns[Math.floorMod(Arrays.hashCode(name), TURNS)];
		turn.lock();
		try {
			// somebody may have lost it while this caller was waiting
			ProxyManager<byte[]> buckets = this.shared.current();
			return (buckets != null) ? change
				.apply(buckets.getProxy(name, () -> this.configurations.computeIfAbsent(limit, BucketSettings::of)))
					: null;
		}
		catch (RuntimeException ex) {
			this.shared.lost(ex);
			return null;
		}
		finally {
			turn.unlock();
		}
	}

	/** Whether all nodes count together. */
	boolean isShared() {
		return this.shared.current() != null;
	}

	@Override
	public void close() {
		this.shared.close();
	}

	/** Of another name, because a single node has the whole as its part. */
	private RateLimit partOf(RateLimit limit) {
		return this.parts.computeIfAbsent(limit, (whole) -> new RateLimit(whole.name() + "-part",
				Math.max(1, whole.permits() / this.nodes), whole.period()));
	}

	/** No address and no account stands in Redis. Another limit is another budget. */
	byte[] nameOf(RateLimit limit, String key) {
		String whose = String.join("\n", "rate-limit", limit.name(), Integer.toString(limit.permits()),
				limit.period().toString(), key);
		byte[] mac = this.keys.current(KeyPurpose.LOGIN_IDENTIFIER).mac(whose.getBytes(StandardCharsets.UTF_8));
		String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(mac, HASH_BYTES));
		return (PREFIX + hash).getBytes(StandardCharsets.US_ASCII);
	}

}
