package io.github.jwtauth.boot.autoconfigure;

import java.time.Duration;

import io.github.jwtauth.boot.http.InvalidPropertyException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Passwords that were forgotten.
 *
 * @param lifetime How long the link of a mail that sets a new password is good, 5 minutes
 * to 1 hour.
 */
@ConfigurationProperties("jwtauth.password-reset")
record PasswordResetProperties(@DefaultValue("1h") Duration lifetime) {

	PasswordResetProperties {
		if (lifetime.compareTo(Duration.ofMinutes(5)) < 0 || lifetime.compareTo(Duration.ofHours(1)) > 0) {
			throw new InvalidPropertyException("jwtauth.password-reset.lifetime",
					"the link of a mail is good for 5 minutes to an hour: longer, it waits in a mailbox for others",
					"jwtauth.password-reset.lifetime=1h");
		}
	}

}
