package io.github.jwtauth.boot.autoconfigure;

import io.github.jwtauth.mfa.MfaMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Short passwords are for where they are not all there is (requirement R-01).
 */
final class ShortPasswordRequirement {

	/** What is shorter than that is refused whatever else is asked. */
	private static final int SHORTEST = 8;

	private static final String PROPERTY = "jwtauth.password.min-length";

	private static final String ALLOWED = "jwtauth.password.allow-short-passwords";

	private ShortPasswordRequirement() {
	}

	/**
	 * Looks at what was configured.
	 * @param environment knows it
	 * @return what is wrong, or {@code null}
	 */
	static @Nullable ConfigurationProblem check(Environment environment) {
		Binder binder = Binder.get(environment);
		try {
			int length = binder.bind(PROPERTY, Integer.class).orElse(ConfigurationSection.USUAL_MIN_LENGTH);
			boolean allowed = binder.bind(ALLOWED, Boolean.class).orElse(false)
					|| binder.bind("jwtauth.mfa.mode", MfaMode.class).orElse(MfaMode.OPTIONAL) == MfaMode.REQUIRED;
			return (length >= SHORTEST && length < ConfigurationSection.USUAL_MIN_LENGTH && !allowed) ? problem(length)
					: null;
		}
		catch (BindException ex) {
			// What is no number or no mode at all is refused elsewhere.
			return null;
		}
	}

	private static ConfigurationProblem problem(int length) {
		return new ConfigurationProblem(PROPERTY,
				"it is " + length + ", and passwords shorter than " + ConfigurationSection.USUAL_MIN_LENGTH
						+ " characters are guessed where no second factor is asked. With jwtauth.mfa.mode=required they"
						+ " may have 8, and " + ALLOWED + "=true allows them without, too",
				PROPERTY + "=" + ConfigurationSection.USUAL_MIN_LENGTH);
	}

}
