package io.github.jwtauth.boot.autoconfigure;

import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.HttpProperties;
import io.github.jwtauth.mfa.MfaMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Whether a second factor that is demanded can be set up.
 */
final class MfaRequirement {

	private static final String SWITCH = "jwtauth.endpoints." + AuthEndpoint.MFA.group();

	private MfaRequirement() {
	}

	/**
	 * Looks at the switch of its endpoints. What is wrong with the other properties is
	 * told by their own record.
	 * @param environment what was configured
	 * @return what is wrong, or {@code null}
	 */
	static @Nullable ConfigurationProblem check(Environment environment) {
		Binder binder = Binder.get(environment);
		try {
			MfaProperties mfa = binder.bindOrCreate("jwtauth.mfa", MfaProperties.class);
			boolean demanded = mfa.mode() == MfaMode.REQUIRED || !mfa.requiredRoles().isEmpty();
			if (!demanded || binder.bindOrCreate(SWITCH, HttpProperties.Endpoint.class).enabled()) {
				return null;
			}
			String property = (mfa.mode() == MfaMode.REQUIRED) ? "jwtauth.mfa.mode" : "jwtauth.mfa.required-roles";
			return new ConfigurationProblem(property,
					"nobody has a session without a second factor, and " + SWITCH
							+ ".enabled=false takes away the endpoints where it is set up and answered",
					SWITCH + ".enabled=true");
		}
		catch (BindException ex) {
			return null;
		}
	}

}
