package io.github.jwtauth.session;

import java.time.Duration;
import java.time.Instant;

/**
 * How long sessions live and how many an account may have (decisions 3 and 4).
 *
 * @param idleLifetime life of a refresh token that is not used
 * @param rememberMeLifetime the same, when the user asked to be remembered
 * @param absoluteLifetime end of a session however often it is used; at most 90 days
 * @param retryWindow how long after a rotation its parent gets the same successor again;
 * zero is strict, at most 60 seconds
 * @param maxPerAccount live sessions of one account, 1 to 100
 * @param limitStrategy what happens beyond that
 */
public record SessionSettings(Duration idleLifetime, Duration rememberMeLifetime, Duration absoluteLifetime,
		Duration retryWindow, int maxPerAccount, SessionLimitStrategy limitStrategy) {

	private static final Duration LONGEST_RETRY_WINDOW = Duration.ofSeconds(60);

	private static final Duration LONGEST_LIFE = Duration.ofDays(90);

	private static final int MOST_SESSIONS = 100;

	public SessionSettings {
		requirePositive(idleLifetime);
		requirePositive(rememberMeLifetime);
		requirePositive(absoluteLifetime);
		require(absoluteLifetime.compareTo(LONGEST_LIFE) <= 0, "a session lives at most 90 days");
		require(!retryWindow.isNegative() && retryWindow.compareTo(LONGEST_RETRY_WINDOW) <= 0,
				"the retry window is 0 to 60 seconds");
		require(maxPerAccount >= 1 && maxPerAccount <= MOST_SESSIONS, "an account has 1 to 100 sessions");
	}

	/**
	 * The numbers of decision 4.
	 * @return 7 and 14 days idle, 90 days in all, 30 seconds to retry, 20 sessions
	 */
	public static SessionSettings defaults() {
		return new SessionSettings(Duration.ofDays(7), Duration.ofDays(14), LONGEST_LIFE, Duration.ofSeconds(30), 20,
				SessionLimitStrategy.EVICT_OLDEST);
	}

	/**
	 * When a session that is used now falls asleep.
	 * @param now the present
	 * @param rememberMe whether the user asked to be remembered
	 * @return the end of its idle life, before the absolute end is considered
	 */
	Instant idleUntil(Instant now, boolean rememberMe) {
		return now.plus(rememberMe ? this.rememberMeLifetime : this.idleLifetime);
	}

	private static void requirePositive(Duration lifetime) {
		require(!lifetime.isNegative() && !lifetime.isZero(), "lifetimes are positive");
	}

	private static void require(boolean condition, String message) {
		if (!condition) {
			throw new IllegalArgumentException(message);
		}
	}

}
