package io.github.jwtauth.boot.ratelimit;

import java.net.URI;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The Redis of {@code JWTAUTH_TEST_REDIS_URL}; without it tests are skipped, or fail when
 * {@code JWTAUTH_TEST_REQUIRED} is true. Tests use keys of their own and need no empty
 * database.
 *
 * @param host its host
 * @param port its port
 * @param database which of its databases
 */
public record TestRedis(String host, int port, int database) {

	private static final String VARIABLE = "JWTAUTH_TEST_REDIS_URL";

	public static TestRedis server() {
		String url = System.getenv(VARIABLE);
		if (url == null) {
			String message = "no Redis: " + VARIABLE + " is not set";
			if (Boolean.parseBoolean(System.getenv("JWTAUTH_TEST_REQUIRED"))) {
				Assertions.fail(message);
			}
			Assumptions.abort(message);
		}
		URI uri = URI.create(String.valueOf(url));
		String database = uri.getPath().replace("/", "");
		return new TestRedis(uri.getHost(), (uri.getPort() < 0) ? 6379 : uri.getPort(),
				database.isEmpty() ? 0 : Integer.parseInt(database));
	}

	/** A started connection factory to this server, or to a stand-in for it. */
	LettuceConnectionFactory connections(int anyPort) {
		RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration(this.host, anyPort);
		configuration.setDatabase(this.database);
		LettuceConnectionFactory factory = new LettuceConnectionFactory(configuration);
		factory.afterPropertiesSet();
		factory.start();
		return factory;
	}

}
