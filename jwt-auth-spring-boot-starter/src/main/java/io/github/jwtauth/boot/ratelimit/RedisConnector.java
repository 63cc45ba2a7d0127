package io.github.jwtauth.boot.ratelimit;

import java.time.Clock;
import java.time.Duration;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce.LettuceBasedProxyManagerBuilder;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Opens a connection with the client of the host's connection factory: a single server,
 * one behind Sentinel, or a cluster.
 */
final class RedisConnector {

	/** How long a bucket that is full again stays. */
	private static final Duration KEPT = Duration.ofSeconds(10);

	private final LettuceConnectionFactory factory;

	RedisConnector(LettuceConnectionFactory factory) {
		this.factory = factory;
	}

	/** Takes as long as the host's client lets it. */
	RedisBuckets.Connected connect(Duration timeout, Clock clock) {
		AbstractRedisClient client = this.factory.getRequiredNativeClient();
		if (client instanceof RedisClusterClient cluster) {
			StatefulRedisClusterConnection<byte[], byte[]> connection = cluster.connect(ByteArrayCodec.INSTANCE);
			return new RedisBuckets.Connected(connection,
					settings(Bucket4jLettuce.casBasedBuilder(connection), timeout, clock).build());
		}
		StatefulRedisConnection<byte[], byte[]> connection = ((RedisClient) client).connect(ByteArrayCodec.INSTANCE);
		try {
			connection.setTimeout(timeout);
			if (this.factory.getDatabase() != 0) {
				connection.sync().select(this.factory.getDatabase());
			}
		}
		catch (RuntimeException ex) {
			connection.closeAsync();
			throw ex;
		}
		return new RedisBuckets.Connected(connection,
				settings(Bucket4jLettuce.casBasedBuilder(connection), timeout, clock).build());
	}

	private static LettuceBasedProxyManagerBuilder<byte[]> settings(LettuceBasedProxyManagerBuilder<byte[]> builder,
			Duration timeout, Clock clock) {
		return builder.clientClock(BucketSettings.time(clock))
			.requestTimeout(timeout)
			.expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT));
	}

}
