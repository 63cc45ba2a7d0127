package io.github.jwtauth.benchmarks.load;

import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/**
 * What is sent, how often at a time and for how long.
 *
 * @param port where the application listens, on loopback
 * @param connections how many connections, each with one request at a time
 * @param warmUp how long requests are sent before the measurement begins
 * @param duration how long is measured
 * @param requests the request of a connection, by its number
 * @param rotating member of the answer that replaces the credential of the next request,
 * or {@code null} when every request is the same
 * @param seeds the first credential of each connection; empty when there is none
 */
public record Load(int port, int connections, Duration warmUp, Duration duration, IntFunction<RequestTemplate> requests,
		@Nullable String rotating, List<String> seeds) {

	public Load {
		seeds = List.copyOf(seeds);
		if (!seeds.isEmpty() && seeds.size() < connections) {
			throw new IllegalArgumentException("every connection needs a credential of its own");
		}
	}

	/**
	 * The same request on every connection.
	 * @param port where the application listens
	 * @param connections how many connections
	 * @param warmUp how long before the measurement
	 * @param duration how long is measured
	 * @param request what is sent
	 * @return the load
	 */
	public static Load same(int port, int connections, Duration warmUp, Duration duration, RequestTemplate request) {
		return new Load(port, connections, warmUp, duration, (connection) -> request, null, List.of());
	}

}
