package io.github.jwtauth.boot.ratelimit;

import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.Bucket;

/**
 * Keeps a bucket until it is full again.
 */
final class UntilFull implements Expiry<BucketKey, Bucket> {

	@Override
	public long expireAfterCreate(BucketKey key, Bucket bucket, long now) {
		long missing = key.limit().permits() - bucket.getAvailableTokens();
		return missing * (key.limit().period().toNanos() / key.limit().permits()) + 1;
	}

	@Override
	public long expireAfterUpdate(BucketKey key, Bucket bucket, long now, long duration) {
		return expireAfterCreate(key, bucket, now);
	}

	@Override
	public long expireAfterRead(BucketKey key, Bucket bucket, long now, long duration) {
		return duration;
	}

}
