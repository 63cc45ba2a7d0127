package io.github.jwtauth.boot.autoconfigure;

import java.util.Set;

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
 */
@ConfigurationProperties("jwtauth.registration")
record RegistrationProperties(@DefaultValue("open") RegistrationMode mode,
		@DefaultValue("USER") Set<String> defaultRoles) {

	RegistrationProperties {
		defaultRoles = Set.copyOf(defaultRoles);
		if (defaultRoles.stream().anyMatch((role) -> role.isBlank() || role.startsWith("ROLE_"))) {
			throw new InvalidPropertyException("jwtauth.registration.default-roles",
					"the name of a role is empty or has a prefix, so that no rule would match it",
					"list names without ROLE_, for example USER");
		}
	}

}
