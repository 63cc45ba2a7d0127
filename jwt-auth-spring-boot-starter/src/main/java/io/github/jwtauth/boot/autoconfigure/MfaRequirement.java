package io.github.jwtauth.boot.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.HttpProperties;
import io.github.jwtauth.mfa.MfaMode;
import io.github.jwtauth.mfa.MfaStore;
import io.github.jwtauth.mfa.RememberedDeviceStore;
import io.github.jwtauth.protection.LoginFailureStore;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Whether a second factor can be kept, and one that is demanded can be set up.
 */
final class MfaRequirement {

	private static final String SWITCH = "jwtauth.endpoints." + AuthEndpoint.MFA.group();

	private static final List<Class<?>> STORES = List.of(MfaStore.class, RememberedDeviceStore.class,
			LoginFailureStore.class);

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

	/**
	 * Looks for the stores of factors without making them.
	 * @param environment what was configured
	 * @param beanFactory knows the host's beans
	 * @return what is missing, or {@code null}
	 */
	static @Nullable ConfigurationProblem checkStores(Environment environment, ListableBeanFactory beanFactory) {
		try {
			MfaProperties mfa = Binder.get(environment).bindOrCreate("jwtauth.mfa", MfaProperties.class);
			if (mfa.mode() == MfaMode.DISABLED) {
				return null;
			}
		}
		catch (BindException ex) {
			return null;
		}
		String missing = STORES.stream()
			.filter((store) -> beanFactory.getBeanNamesForType(store, true, false).length == 0)
			.map(Class::getName)
			.collect(Collectors.joining(", "));
		return missing.isEmpty() ? null : new ConfigurationProblem("jwtauth.mfa.mode",
				"second factors are to be kept and guesses at them counted, and there is no bean of type " + missing
						+ ". Define them beside your other stores, or let nobody have a second factor",
				"jwtauth.mfa.mode=disabled");
	}

}
