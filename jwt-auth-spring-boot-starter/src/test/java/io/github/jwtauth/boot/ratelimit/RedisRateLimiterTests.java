package io.github.jwtauth.boot.ratelimit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.boot.TestStarter;
import io.github.jwtauth.protection.RateLimit;
import io.github.jwtauth.protection.RateLimitDecision;
import io.github.jwtauth.protection.RateLimiter;
import io.github.jwtauth.protection.RateLimiterContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Over a real Redis.
 */
class RedisRateLimiterTests extends RateLimiterContract {

	/** A slow machine is not a lost Redis. */
	private static final Duration PATIENT = Duration.ofSeconds(20);

	private static final RateLimit LIMIT = new RateLimit("login-per-address", 25, Duration.ofHours(1));

	private static final SecretKeys KEYS = SecretKeys.of(Secret.of(TestStarter.SECRET), List.of());

	private static LettuceConnectionFactory factory;

	private RedisRateLimiter limiter;

	@BeforeAll
	static void connect() {
		TestRedis redis = TestRedis.server();
		factory = redis.connections(redis.port());
	}

	@AfterAll
	static void disconnect() {
		if (factory != null) {
			factory.destroy();
		}
	}

	@BeforeEach
	void start() {
		this.limiter = node();
	}

	@AfterEach
	void stop() {
		this.limiter.close();
	}

	@Override
	protected RateLimiter limiter() {
		return this.limiter;
	}

	@Test
	void nodesShareOneBudget() {
		String key = UUID.randomUUID().toString();
		RedisRateLimiter other = node();
		List<Callable<RateLimitDecision>> calls = IntStream.range(0, 40)
			.<Callable<RateLimitDecision>>mapToObj(
					(i) -> () -> ((i % 2 == 0) ? this.limiter : other).consume(LIMIT, key))
			.toList();

		assertThat(TestRace.between(calls)).filteredOn(RateLimitDecision::allowed).hasSize(25);
		other.close();
	}

	@Test
	void noAddressStandsInRedisAndNothingStaysThere() {
		String key = "192.0.2." + UUID.randomUUID();
		Set<String> before = names();
		this.limiter.consume(LIMIT, key);
		Set<String> added = names();
		added.removeAll(before);

		// others may count at the same time
		assertThat(added).isNotEmpty().allSatisfy((name) -> assertThat(name).startsWith("jwtauth:limit:"));
		assertThat(String.join(" ", names())).doesNotContain("192.0.2.").doesNotContain("login");
		try (RedisConnection connection = factory.getConnection()) {
			assertThat(added)
				.allSatisfy((name) -> assertThat(connection.keyCommands().ttl(name.getBytes(StandardCharsets.UTF_8)))
					.isBetween(1L, 3700L));
		}
	}

	@Test
	void aRedisThatHangsCostsOneCallAndNoMore() { // F-10
		TestRedis redis = TestRedis.server();
		try (TestTcpProxy proxy = new TestTcpProxy(redis.host(), redis.port())) {
			LettuceConnectionFactory connections = redis.connections(proxy.port());
			RedisRateLimiter node = node(connections, Duration.ofMillis(500));
			String key = UUID.randomUUID().toString();
			node.consume(LIMIT, key);
			proxy.freeze();

			assertThat(timeOf(() -> node.consume(LIMIT, key))).isLessThan(Duration.ofSeconds(3));
			assertThat(node.isShared()).isFalse();
			assertThat(timeOf(() -> {
				for (int i = 0; i < 100; i++) {
					node.consume(LIMIT, key);
				}
			})).isLessThan(Duration.ofMillis(400));
			assertThat(node.consume(LIMIT, key).allowed()).isFalse();
			node.close();
			connections.destroy();
		}
	}

	@Test
	void aNodeStartsWithoutRedisAndFindsItLater() {
		TestRedis redis = TestRedis.server();
		try (TestTcpProxy proxy = new TestTcpProxy(redis.host(), redis.port())) {
			proxy.cut();
			LettuceConnectionFactory connections = redis.connections(proxy.port());
			RedisRateLimiter node = node(connections, Duration.ofSeconds(5));
			assertThat(node.isShared()).isFalse();
			String key = UUID.randomUUID().toString();
			for (int i = 0; i < 12; i++) {
				assertThat(node.consume(LIMIT, key).allowed()).isTrue();
			}
			assertThat(node.consume(LIMIT, key).allowed()).as("25 for two nodes").isFalse();

			proxy.restore();
			long deadline = System.nanoTime() + PATIENT.toNanos();
			while (!node.isShared() && System.nanoTime() < deadline) {
				Thread.onSpinWait();
			}
			assertThat(node.consume(LIMIT, key).allowed()).isTrue();
			assertThat(node.isShared()).isTrue();
			node.close();
			connections.destroy();
		}
	}

	@Test
	void aRedisThatForgetsGivesNobodyMoreFromThisNode() { // F-10
		String key = UUID.randomUUID().toString();
		for (int i = 0; i < 25; i++) {
			assertThat(this.limiter.consume(LIMIT, key).allowed()).isTrue();
		}
		try (RedisConnection connection = factory.getConnection()) {
			assertThat(connection.keyCommands().del(this.limiter.nameOf(LIMIT, key))).isEqualTo(1);
		}
		assertThat(this.limiter.consume(LIMIT, key).allowed()).isFalse();
		this.clock.advance(Duration.ofHours(1).dividedBy(25));
		assertThat(this.limiter.consume(LIMIT, key).allowed()).isTrue();
		assertThat(this.limiter.consume(LIMIT, key).allowed()).isFalse();
	}

	@Test
	void aClientThatIsStoppedAndStartedIsUsedAgain() { // F-10
		TestRedis redis = TestRedis.server();
		LettuceConnectionFactory connections = redis.connections(redis.port());
		RedisRateLimiter node = node(connections, PATIENT);
		assertThat(node.isShared()).isTrue();
		connections.stop();
		assertThat(node.consume(LIMIT, UUID.randomUUID().toString()).allowed()).isTrue();
		assertThat(node.isShared()).isFalse();

		connections.start();
		long deadline = System.nanoTime() + PATIENT.toNanos();
		while (!node.isShared() && System.nanoTime() < deadline) {
			Thread.onSpinWait();
		}
		assertThat(node.isShared()).isTrue();
		node.close();
		connections.destroy();
	}

	private static Duration timeOf(Runnable work) {
		long start = System.nanoTime();
		work.run();
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static Set<String> names() {
		try (RedisConnection connection = factory.getConnection()) {
			return connection.keyCommands()
				.keys("jwtauth:*".getBytes(StandardCharsets.UTF_8))
				.stream()
				.map((name) -> new String(name, StandardCharsets.UTF_8))
				.collect(Collectors.toSet());
		}
	}

	private RedisRateLimiter node() {
		RedisRateLimiter node = node(factory, PATIENT);
		assertThat(node.isShared()).isTrue();
		return node;
	}

	private RedisRateLimiter node(LettuceConnectionFactory connections, Duration timeout) {
		RedisBuckets buckets = new RedisBuckets(new RedisConnector(connections), timeout, this.clock);
		buckets.start();
		return new RedisRateLimiter(buckets, new MemoryRateLimiter(this.clock), KEYS, 2);
	}

}
