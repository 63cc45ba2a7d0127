package io.github.jwtauth.boot.autoconfigure;

import io.github.jwtauth.protection.LockoutMode;
import io.github.jwtauth.protection.LoginFailureStore;
import io.github.jwtauth.protection.LoginProtection;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Whether there is somewhere to count failed logins.
 */
final class LockoutRequirement {

	private static final String PROPERTY = "jwtauth.lockout.mode";

	private static final String OURS = "jwtAuthLoginProtection";

	private LockoutRequirement() {
	}

	/**
	 * Looks for the store without making it. A host's own protection needs none of ours.
	 * @param environment tells what shall happen after failures
	 * @param beanFactory knows the host's beans
	 * @return what is missing, or {@code null}
	 */
	static @Nullable ConfigurationProblem check(Environment environment, ListableBeanFactory beanFactory) {
		if (!isCounted(environment) || !isOurs(beanFactory)
				|| beanFactory.getBeanNamesForType(LoginFailureStore.class, true, false).length > 0) {
			return null;
		}
		return new ConfigurationProblem(PROPERTY, "failed logins are to be counted, and there is no bean of type "
				+ LoginFailureStore.class.getName()
				+ ". Define one beside your other stores, or bound guesses elsewhere and let nothing be counted",
				PROPERTY + "=off");
	}

	/** What is no mode at all is refused elsewhere. */
	private static boolean isCounted(Environment environment) {
		try {
			return Binder.get(environment)
				.bind(PROPERTY, LockoutMode.class)
				.orElse(LockoutMode.SOFT) != LockoutMode.OFF;
		}
		catch (BindException ex) {
			return false;
		}
	}

	private static boolean isOurs(ListableBeanFactory beanFactory) {
		for (String name : beanFactory.getBeanNamesForType(LoginProtection.class, true, false)) {
			if (name.equals(OURS)) {
				return true;
			}
		}
		return false;
	}

}
