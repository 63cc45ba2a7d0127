package io.github.jwtauth.token;

import java.time.Duration;
import java.util.Objects;

/**
 * How signing keys follow each other.
 *
 * @param algorithm what new keys sign with
 * @param interval how long a key signs
 * @param publishAhead how long a successor is published before it signs
 * @param retirement how long a key verifies after it stopped to sign; longer than any
 * token lives
 */
public record KeyRotationSettings(SigningAlgorithm algorithm, Duration interval, Duration publishAhead,
		Duration retirement) {

	private static final Duration LONGEST_INTERVAL = Duration.ofDays(365);

	private static final Duration PUBLISH_AHEAD = Duration.ofHours(24);

	private static final Duration MARGIN = Duration.ofMinutes(6);

	public KeyRotationSettings {
		Objects.requireNonNull(algorithm, "algorithm");
		if (interval.compareTo(LONGEST_INTERVAL) > 0 || publishAhead.multipliedBy(2).compareTo(interval) > 0) {
			throw new IllegalArgumentException("keys rotate at least once a year and at most every two days");
		}
	}

	/**
	 * A successor is published a day ahead; a key retires when its last token has
	 * expired, plus skew and a margin for slow nodes.
	 * @param algorithm what new keys sign with
	 * @param interval how long a key signs
	 * @param tokenLifetime life of an access token
	 * @return the settings
	 */
	public static KeyRotationSettings every(SigningAlgorithm algorithm, Duration interval, Duration tokenLifetime) {
		return new KeyRotationSettings(algorithm, interval, PUBLISH_AHEAD, tokenLifetime.plus(MARGIN));
	}

}
