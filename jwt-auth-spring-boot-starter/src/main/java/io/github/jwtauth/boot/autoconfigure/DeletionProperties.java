package io.github.jwtauth.boot.autoconfigure;

import java.time.Duration;

import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.privacy.DeletionSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How owners delete their account.
 *
 * @param gracePeriod How long a login calls the deletion of an account off, at most 90
 * days. Zero deletes at once.
 */
@ConfigurationProperties("jwtauth.deletion")
record DeletionProperties(@DefaultValue("0s") Duration gracePeriod) {

	DeletionProperties {
		settings(gracePeriod);
	}

	DeletionSettings settings() {
		return settings(this.gracePeriod);
	}

	private static DeletionSettings settings(Duration gracePeriod) {
		try {
			return new DeletionSettings(gracePeriod);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException("jwtauth.deletion.grace-period",
					"a deletion waits for 0 to 90 days: whoever asked for it may expect that it happens",
					"write for example jwtauth.deletion.grace-period=30d, or remove this line");
		}
	}

}
