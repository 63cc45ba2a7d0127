package io.github.jwtauth.administration;

import io.github.jwtauth.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Who administers, and what can be administered here.
 *
 * @param role whoever has it is an administrator; without prefix
 * @param setupToken what makes the first one, or {@code null} for nothing
 * @param passwordsAreOurs whether owners set their passwords here, so that a new one can
 * be demanded
 */
public record AdministrationSettings(String role, @Nullable Secret setupToken, boolean passwordsAreOurs) {

	public AdministrationSettings {
		if (role.isBlank()) {
			throw new IllegalArgumentException("the role of administrators has a name");
		}
	}

}
