package io.github.jwtauth.boot.autoconfigure;

import java.util.Set;

import io.github.jwtauth.account.ExtraFields;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.registration.RegistrationMode;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may have an account.
 *
 * @param mode Who may sign up, somebody whom an identity provider sends included, unless
 * a RegistrationPolicy of the host decides.
 * @param defaultRoles Roles of a new account, without prefix.
 * @param extraFields Names of what else a registration may contain, in snake_case.
 */
@ConfigurationProperties("jwtauth.registration")
record RegistrationProperties(@DefaultValue("open") RegistrationMode mode,
		@DefaultValue("USER") Set<String> defaultRoles, @DefaultValue Set<String> extraFields) {

	RegistrationProperties {
		defaultRoles = Set.copyOf(defaultRoles);
		if (defaultRoles.stream().anyMatch((role) -> role.isBlank() || role.startsWith("ROLE_"))) {
			throw new InvalidPropertyException("jwtauth.registration.default-roles",
					"the name of a role is empty or has a prefix, so that no rule would match it",
					"list names without ROLE_, for example USER");
		}
		extraFields = Set.copyOf(extraFields);
		require(extraFields);
	}

	/**
	 * What a registration may contain beside what it always does.
	 * @return the names
	 */
	ExtraFields declared() {
		return new ExtraFields(this.extraFields);
	}

	private static void require(Set<String> extraFields) {
		try {
			new ExtraFields(extraFields);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException("jwtauth.registration.extra-fields", String.valueOf(ex.getMessage()),
					"list names in snake_case, for example phone");
		}
	}

}
