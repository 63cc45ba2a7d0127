package io.github.jwtauth.boot.autoconfigure;

import java.time.Duration;

import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.verification.EmailChangeSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Changes of the address.
 *
 * @param lifetime How long the link to the new address is good, 1 minute to 72 hours.
 * @param undoLifetime How long the old address can undo a change, at most 30 days; 0 is
 * never.
 */
@ConfigurationProperties("jwtauth.email-change")
record EmailChangeProperties(@DefaultValue("24h") Duration lifetime, @DefaultValue("7d") Duration undoLifetime) {

	EmailChangeProperties {
		check("jwtauth.email-change.lifetime", "24h", lifetime, Duration.ZERO);
		check("jwtauth.email-change.undo-lifetime", "7d", Duration.ofHours(24), undoLifetime);
	}

	EmailChangeSettings settings() {
		return new EmailChangeSettings(this.lifetime, this.undoLifetime);
	}

	private static void check(String property, String usual, Duration lifetime, Duration undoLifetime) {
		try {
			new EmailChangeSettings(lifetime, undoLifetime);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(property, String.valueOf(ex.getMessage()), property + "=" + usual);
		}
	}

}
