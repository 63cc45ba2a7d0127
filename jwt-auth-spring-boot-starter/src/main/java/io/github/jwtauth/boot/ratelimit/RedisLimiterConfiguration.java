package io.github.jwtauth.boot.ratelimit;

import java.time.Clock;

import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.RateLimitProperties;
import io.github.jwtauth.protection.RateLimiter;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Counts in the host's Redis, where the host asks for that.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ LettuceConnectionFactory.class, Bucket4jLettuce.class })
@ConditionalOnProperty(name = "jwtauth.rate-limit.store", havingValue = "redis")
class RedisLimiterConfiguration {

	@Bean
	@ConditionalOnMissingBean(RateLimiter.class)
	@ConditionalOnSingleCandidate(LettuceConnectionFactory.class)
	RedisRateLimiter jwtAuthRateLimiter(LettuceConnectionFactory factory, SecretKeys keys,
			RateLimitProperties properties, @JwtAuthBean Clock clock) {
		RedisBuckets buckets = new RedisBuckets(new RedisConnector(factory), properties.redisTimeout(), clock);
		buckets.start();
		// each budget is kept twice: the whole, and this node's part of it
		MemoryRateLimiter local = new MemoryRateLimiter(clock, 2 * MemoryRateLimiter.MOST_KEYS);
		return new RedisRateLimiter(buckets, local, keys, properties.nodes());
	}

}
