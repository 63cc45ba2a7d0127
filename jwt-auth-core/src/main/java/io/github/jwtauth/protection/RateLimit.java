package io.github.jwtauth.protection;

import java.time.Duration;

/**
 * So many of something in so much time. The budget refills evenly: of 25 in an hour one
 * comes back every 144 seconds.
 *
 * @param name what is limited; stands in {@code RateLimit-Policy} and in metrics, for
 * example {@code login-per-address}
 * @param permits how many, at least one
 * @param period in what time, at least a second
 */
public record RateLimit(String name, int permits, Duration period) {

	public RateLimit {
		if (name.isBlank() || permits < 1 || period.compareTo(Duration.ofSeconds(1)) < 0) {
			throw new IllegalArgumentException("a limit has a name, at least one permit and at least a second");
		}
	}

}
