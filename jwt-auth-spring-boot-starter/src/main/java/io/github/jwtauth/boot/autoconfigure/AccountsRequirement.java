package io.github.jwtauth.boot.autoconfigure;

import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.boot.autoconfigure.JwtAuthProperties.AccountSource;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Whether there is a store behind the word that was chosen for it.
 */
final class AccountsRequirement {

	private static final String PROPERTY = "jwtauth.accounts";

	private AccountsRequirement() {
	}

	/**
	 * Looks for the store without making it.
	 * @param accounts where accounts are said to live
	 * @param beanFactory knows the host's beans
	 * @return what is missing, or {@code null}
	 */
	static @Nullable ConfigurationProblem check(AccountSource accounts, ListableBeanFactory beanFactory) {
		boolean present = beanFactory.getBeanNamesForType(AccountStore.class, true, false).length > 0;
		return switch (accounts) {
			case TABLE -> null;
			case STORE -> present ? null : new ConfigurationProblem(PROPERTY,
					"it is 'store', and there is no bean of type " + AccountStore.class.getName(), null);
			case USER_DETAILS -> present ? null
					: new ConfigurationProblem(PROPERTY,
							"this version cannot read accounts from a user details service yet; put a bean of type "
									+ AccountStore.class.getName() + " in front of it",
							PROPERTY + "=store");
		};
	}

}
