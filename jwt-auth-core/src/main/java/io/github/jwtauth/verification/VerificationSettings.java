package io.github.jwtauth.verification;

import java.time.Duration;
import java.util.Objects;

/**
 * How addresses are proven.
 *
 * @param mode whether they must be
 * @param lifetime of a mailed token, 1 to 72 hours (requirement R-73)
 * @param exchange whether the browser that registered gets a session for the proof
 * (decision 10)
 */
public record VerificationSettings(VerificationMode mode, Duration lifetime, boolean exchange) {

	private static final Duration SHORTEST = Duration.ofHours(1);

	private static final Duration LONGEST = Duration.ofHours(72);

	public VerificationSettings {
		Objects.requireNonNull(mode, "mode");
		if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("a mailed token lives 1 to 72 hours");
		}
	}

	/**
	 * With the defaults of the properties.
	 * @return mandatory, a day, no session
	 */
	public static VerificationSettings defaults() {
		return new VerificationSettings(VerificationMode.MANDATORY, Duration.ofHours(24), false);
	}

}
