package io.github.jwtauth.boot.autoconfigure;

import java.time.Duration;

import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.protection.LockoutMode;
import io.github.jwtauth.protection.LockoutSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Wrong passwords.
 *
 * @param mode What happens after too many: a pause that grows and is told ('soft'), a
 * lock that nobody is told of ('hard'), or nothing ('off').
 * @param failures How many may fail before that, 3 to 10.
 * @param window In soft mode, failures that are further apart than this do not add up, 1
 * minute to 1 day.
 * @param duration The longest pause, or the lock, 1 minute to 1 day.
 */
@ConfigurationProperties("jwtauth.lockout")
record LockoutProperties(@DefaultValue("soft") LockoutMode mode, @DefaultValue("5") int failures,
		@DefaultValue("5m") Duration window, @DefaultValue("30m") Duration duration) {

	LockoutProperties {
		LockoutSettings defaults = LockoutSettings.defaults();
		check("failures", "write for example 5",
				() -> new LockoutSettings(mode, failures, defaults.window(), defaults.duration()));
		check("window", "write for example 5m",
				() -> new LockoutSettings(mode, defaults.failures(), window, defaults.duration()));
		check("duration", "write for example 30m",
				() -> new LockoutSettings(mode, defaults.failures(), defaults.window(), duration));
	}

	LockoutSettings settings() {
		return new LockoutSettings(this.mode, this.failures, this.window, this.duration);
	}

	private static void check(String name, String fix, Runnable rule) {
		try {
			rule.run();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException("jwtauth.lockout." + name, String.valueOf(ex.getMessage()), fix);
		}
	}

}
