package io.github.jwtauth.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.ratelimit.TestRedis;
import io.github.jwtauth.boot.ratelimit.TestTcpProxy;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes that count in one Redis, which goes and comes back.
 */
class RedisLimitsFlowTests {

	private static final String SECRET = "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs";

	private static TestTcpProxy redis;

	private static TestHost first;

	private static TestHost second;

	@BeforeAll
	static void start() {
		TestRedis server = TestRedis.server();
		redis = new TestTcpProxy(server.host(), server.port());
		first = node(server.database());
		second = node(server.database());
		first.account("user@example.com", "USER");
	}

	@AfterAll
	static void stop() {
		if (second != null) {
			first.close();
			second.close();
			redis.close();
		}
	}

	@Test
	void countRequestsInRedis() {
		String address = address();
		for (int i = 0; i < 6; i++) {
			assertThat(guess((i % 2 == 0) ? first : second, address)).isEqualTo(401);
		}
		assertThat(guess(first, address)).isEqualTo(429);
		assertThat(guess(second, address)).isEqualTo(429);
	}

	@Test
	void nodesShareOneBudgetAndALossOfRedisLeavesLoginWorkingAndLimited() { // F-10
		assertThat(answers(first)).isTrue();
		assertThat(answers(second)).isTrue();
		String shared = address();
		for (int i = 0; i < 5; i++) {
			assertThat(guess(first, shared)).isEqualTo(401);
		}
		assertThat(guess(second, shared)).isEqualTo(401);
		assertThat(guess(second, shared)).isEqualTo(429);
		assertThat(guess(first, shared)).isEqualTo(429);

		redis.cut();
		assertThat(guess(first, shared)).as("pulling the plug gives no fresh budget").isEqualTo(429);
		String meanwhile = address();
		assertThat(first.caller().header("X-Forwarded-For", meanwhile).login("user@example.com").status())
			.isEqualTo(200);
		for (int i = 0; i < 3; i++) {
			assertThat(guess(first, meanwhile)).isEqualTo(401);
		}
		assertThat(guess(first, meanwhile)).as("half of the budget for each of two nodes").isEqualTo(429);
		assertThat(first.caller().get("/auth/health").json().at("/checks/rate_limit").asString()).isEqualTo("down");
		assertThat(first.caller().get("/auth/health").status()).isEqualTo(200);
		assertThat(doctor(first).warnings()).singleElement().asString().contains("Redis does not answer");

		redis.restore();
		awaitRedis(first);
		awaitRedis(second);
		assertThat(guess(second, shared)).isEqualTo(429);
	}

	private static void awaitRedis(TestHost node) {
		Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
		while (!answers(node)) {
			assertThat(Instant.now()).as("Redis is back and was not found").isBefore(deadline);
			Thread.onSpinWait();
		}
	}

	/** Whoever asks makes the node look for it, as a login would. */
	private static boolean answers(TestHost node) {
		return Boolean.TRUE.equals(doctor(node).facts().get("redis_answers"));
	}

	private static DoctorSection doctor(TestHost node) {
		return node.context()
			.getBeansOfType(DoctorSection.class)
			.values()
			.stream()
			.filter((section) -> section.name().equals("rate-limit"))
			.findFirst()
			.orElseThrow();
	}

	private static int guess(TestHost node, String address) {
		return node.caller()
			.header("X-Forwarded-For", address)
			.post("/auth/login", Map.of("email", "nobody@example.com", "password", "not the password"))
			.status();
	}

	/** One that no run of these tests has used before. */
	private static String address() {
		String random = UUID.randomUUID().toString();
		return "2001:db8:" + random.substring(0, 4) + ":" + random.substring(4, 8) + "::1";
	}

	private static TestHost node(int database) {
		return TestHost.of(PlainHost.class)
			.beside(".data.redis.")
			.with("spring.data.redis.host", "127.0.0.1")
			.with("spring.data.redis.port", redis.port())
			.with("spring.data.redis.database", database)
			.with("jwtauth.secret", SECRET)
			.with("jwtauth.trusted-proxies", "127.0.0.0/8,::1")
			.with("jwtauth.rate-limit.allowed-networks", "")
			.with("jwtauth.rate-limit.store", "redis")
			.with("jwtauth.rate-limit.redis-timeout", "5s")
			.with("jwtauth.rate-limit.login.per-address", "6/h")
			.with("jwtauth.lockout.mode", "off")
			.start();
	}

}
