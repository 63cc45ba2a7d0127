package io.github.jwtauth.verification;

import java.time.Duration;

/**
 * How long links about a change of the address are good.
 *
 * @param lifetime of the link to the new address, 1 minute to 72 hours
 * @param undoLifetime of the link to the old address, at most 30 days; 0 for none
 */
public record EmailChangeSettings(Duration lifetime, Duration undoLifetime) {

	private static final Duration LONGEST = Duration.ofHours(72);

	private static final Duration LONGEST_UNDO = Duration.ofDays(30);

	public EmailChangeSettings {
		if (lifetime.toMinutes() < 1 || lifetime.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("a link to a new address is good for 1 minute to 72 hours");
		}
		boolean some = undoLifetime.toMinutes() >= 1 && undoLifetime.compareTo(LONGEST_UNDO) <= 0;
		if (!undoLifetime.isZero() && !some) {
			throw new IllegalArgumentException("a link that undoes is good for 1 minute to 30 days, or there is none");
		}
	}

	/**
	 * With the defaults of the properties.
	 * @return the settings
	 */
	public static EmailChangeSettings defaults() {
		return new EmailChangeSettings(Duration.ofHours(24), Duration.ofDays(7));
	}

}
