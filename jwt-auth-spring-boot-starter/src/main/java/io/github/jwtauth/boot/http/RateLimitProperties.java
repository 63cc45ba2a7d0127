package io.github.jwtauth.boot.http;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What all limits share. The limits themselves,
 * {@code jwtauth.rate-limit.<endpoint>.per-address} and the like, are read by name.
 *
 * @param enabled Whether there are limits to requests, and to how much mail one mailbox
 * gets that anybody can cause. Off is for tests only.
 * @param store Where budgets are counted: 'memory' of each node, or 'redis' for all nodes
 * together.
 * @param allowedNetworks Address ranges (CIDR) of internal tools whose requests are not
 * limited. Trusted proxies are, even when they are in one of them.
 * @param expectedNodes How many nodes share the load: when the shared store is lost, each
 * of them grants its part of a budget. 2 when nothing is said.
 * @param redisTimeout How long a request waits for Redis, 10 milliseconds to 5 seconds,
 * before this node counts by itself.
 */
@ConfigurationProperties("jwtauth.rate-limit")
public record RateLimitProperties(@DefaultValue("true") boolean enabled, @DefaultValue("memory") Store store,
		@DefaultValue List<String> allowedNetworks, @Nullable Integer expectedNodes,
		@DefaultValue("250ms") Duration redisTimeout) {

	private static final int USUAL_NODES = 2;

	private static final int MOST_NODES = 1000;

	private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(10);

	private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(5);

	public RateLimitProperties {
		allowedNetworks = List.copyOf(allowedNetworks);
		if (expectedNodes != null && (expectedNodes < 1 || expectedNodes > MOST_NODES)) {
			throw new InvalidPropertyException("jwtauth.rate-limit.expected-nodes",
					"'" + expectedNodes + "' is no number of nodes", "write a number from 1 to " + MOST_NODES);
		}
		if (redisTimeout.compareTo(SHORTEST_TIMEOUT) < 0 || redisTimeout.compareTo(LONGEST_TIMEOUT) > 0) {
			throw new InvalidPropertyException("jwtauth.rate-limit.redis-timeout",
					"a request would wait too long for a Redis that hangs, or not long enough for one that works",
					"write a time from 10ms to 5s");
		}
	}

	/**
	 * How many nodes share the load.
	 * @return at least one
	 */
	public int nodes() {
		return (this.expectedNodes != null) ? this.expectedNodes : USUAL_NODES;
	}

	/**
	 * Where budgets are counted.
	 */
	public enum Store {

		/** In each node by itself. */
		MEMORY,

		/** In Redis, for all nodes together. */
		REDIS

	}

}
