package io.github.jwtauth.boot.autoconfigure;

import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.boot.autoconfigure.JwtAuthProperties.AccountSource;
import io.github.jwtauth.password.OldSystem;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.security.core.userdetails.UserDetailsService;

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
		return switch (accounts) {
			case TABLE -> null;
			case STORE -> hasNo(AccountStore.class, beanFactory) ? new ConfigurationProblem(PROPERTY,
					"it is 'store', and there is no bean of type " + AccountStore.class.getName()
							+ ". Define one, or let the accounts be in the table jwtauth_account",
					PROPERTY + "=table") : null;
			case USER_DETAILS -> checkUsers(beanFactory);
		};
	}

	/** The store may be ours: then it is there because there are users. */
	private static @Nullable ConfigurationProblem checkUsers(ListableBeanFactory beanFactory) {
		if (hasNo(AccountStore.class, beanFactory)) {
			return new ConfigurationProblem(PROPERTY, "it is 'user-details', and there is no bean of type "
					+ UserDetailsService.class.getName()
					+ ". An AuthenticationManager alone can judge a password; who somebody still is at a refresh,"
					+ " only such a bean can tell (for LDAP there is LdapUserDetailsService)", null);
		}
		if (!hasNo(OldSystem.class, beanFactory)) {
			return new ConfigurationProblem(PROPERTY, "it is 'user-details', and there is a bean of type "
					+ OldSystem.class.getName() + ", whose accounts could not be stored: users are the host's",
					PROPERTY + "=table");
		}
		return null;
	}

	private static boolean hasNo(Class<?> type, ListableBeanFactory beanFactory) {
		return beanFactory.getBeanNamesForType(type, true, false).length == 0;
	}

}
