package io.github.jwtauth.protection;

import java.time.Duration;
import java.util.Objects;

/**
 * How long somebody may guess, and how long they wait then.
 *
 * @param mode what happens
 * @param failures how many fail before it happens, 3 to 10
 * @param window soft mode: failures further apart than this do not add up, 1 minute to 1
 * day
 * @param duration soft mode: the longest pause; hard mode: the lock; 1 minute to 1 day
 */
public record LockoutSettings(LockoutMode mode, int failures, Duration window, Duration duration) {

	private static final Duration SHORTEST = Duration.ofMinutes(1);

	private static final Duration LONGEST = Duration.ofDays(1);

	public LockoutSettings {
		Objects.requireNonNull(mode, "mode");
		if (failures < 3 || failures > 10) {
			throw new IllegalArgumentException("people mistype, and guessers must not have many tries: 3 to 10");
		}
		requireBearable(window);
		requireBearable(duration);
	}

	/**
	 * What the properties say when nobody says anything.
	 * @return soft, five failures in five minutes, half an hour
	 */
	public static LockoutSettings defaults() {
		return new LockoutSettings(LockoutMode.SOFT, 5, Duration.ofMinutes(5), Duration.ofMinutes(30));
	}

	/**
	 * The same in another mode.
	 * @param other the mode
	 * @return a copy
	 */
	public LockoutSettings in(LockoutMode other) {
		return new LockoutSettings(other, this.failures, this.window, this.duration);
	}

	private static void requireBearable(Duration time) {
		if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("a minute to a day");
		}
	}

}
