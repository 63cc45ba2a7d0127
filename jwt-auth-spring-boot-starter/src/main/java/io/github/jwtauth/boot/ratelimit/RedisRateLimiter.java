package io.github.jwtauth.boot.ratelimit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
 * Counts in Redis, for all nodes together. Each node counts its own calls as well,
 * against its part of the budget: when Redis is lost that part is what holds, with what
 * was used up before, so that pulling the plug gives nobody a fresh budget (fault F-10).
 */
final class RedisRateLimiter implements RateLimiter, AutoCloseable {

	private static final String PREFIX = "jwtauth:limit:";

	private static final int HASH_BYTES = 18;

	private final SharedBuckets shared;

	private final RateLimiter local;

	private final SecretKeys keys;

	private final int nodes;

	private final Map<RateLimit, BucketConfiguration> configurations = new ConcurrentHashMap<>();

	private final Map<RateLimit, RateLimit> parts = new ConcurrentHashMap<>();

	RedisRateLimiter(SharedBuckets shared, RateLimiter local, SecretKeys keys, int nodes) {
		this.shared = shared;
		this.local = local;
		this.keys = keys;
		this.nodes = nodes;
	}

	@Override
	public RateLimitDecision consume(RateLimit limit, String key) {
		RateLimitDecision here = this.local.consume(partOf(limit), key);
		ProxyManager<byte[]> buckets = this.shared.current();
		if (buckets == null) {
			return here;
		}
		try {
			return BucketSettings.decision(bucket(buckets, limit, key).tryConsumeAndReturnRemaining(1));
		}
		catch (RuntimeException ex) {
			this.shared.lost(ex);
			return here;
		}
	}

	@Override
	public void giveBack(RateLimit limit, String key) {
		this.local.giveBack(partOf(limit), key);
		ProxyManager<byte[]> buckets = this.shared.current();
		if (buckets == null) {
			return;
		}
		try {
			bucket(buckets, limit, key).addTokens(1);
		}
		catch (RuntimeException ex) {
			this.shared.lost(ex);
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

	private BucketProxy bucket(ProxyManager<byte[]> buckets, RateLimit limit, String key) {
		return buckets.getProxy(nameOf(limit, key),
				() -> this.configurations.computeIfAbsent(limit, BucketSettings::of));
	}

	private RateLimit partOf(RateLimit limit) {
		return this.parts.computeIfAbsent(limit,
				(whole) -> new RateLimit(whole.name(), Math.max(1, whole.permits() / this.nodes), whole.period()));
	}

	/** No address and no account stands in Redis. Another limit is another budget. */
	private byte[] nameOf(RateLimit limit, String key) {
		String whose = String.join("\n", "rate-limit", limit.name(), Integer.toString(limit.permits()),
				limit.period().toString(), key);
		byte[] mac = this.keys.current(KeyPurpose.LOGIN_IDENTIFIER).mac(whose.getBytes(StandardCharsets.UTF_8));
		String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(mac, HASH_BYTES));
		return (PREFIX + hash).getBytes(StandardCharsets.US_ASCII);
	}

}
