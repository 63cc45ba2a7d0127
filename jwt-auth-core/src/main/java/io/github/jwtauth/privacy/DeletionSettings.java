package io.github.jwtauth.privacy;

import java.time.Duration;

/**
 * How accounts are deleted.
 *
 * @param gracePeriod how long a login calls a deletion off; zero deletes at once, at most
 * 90 days
 */
public record DeletionSettings(Duration gracePeriod) {

	private static final Duration LONGEST = Duration.ofDays(90);

	public DeletionSettings {
		if (gracePeriod.isNegative() || gracePeriod.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("a deletion waits for 0 to 90 days");
		}
	}

}
