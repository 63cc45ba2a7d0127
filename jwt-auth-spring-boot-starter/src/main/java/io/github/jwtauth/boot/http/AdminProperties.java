package io.github.jwtauth.boot.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Administration over HTTP.
 *
 * @param enabled Whether the endpoints for administrators are served.
 * @param role Role of an administrator, without prefix.
 */
@ConfigurationProperties("jwtauth.admin")
public record AdminProperties(@DefaultValue("false") boolean enabled, @DefaultValue("ADMIN") String role) {

	public AdminProperties {
		if (role.isBlank() || role.startsWith("ROLE_")) {
			throw new InvalidPropertyException("jwtauth.admin.role",
					"the name of a role is empty or has a prefix, so that nobody would have it",
					"write the name without ROLE_, for example ADMIN");
		}
	}

}
