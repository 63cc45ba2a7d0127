package io.github.jwtauth.boot.housekeeping;

import java.time.Duration;

import io.github.jwtauth.boot.http.InvalidPropertyException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What runs by the clock.
 *
 * @param enabled Whether this node reads the revocations of other nodes, follows the
 * rotation of signing keys and takes part in the purge. Off is for tests only.
 * @param purgeInterval How often expired sessions and tokens, and accounts whose planned
 * deletion is due, are removed, by one node at a time. At least one second.
 */
@ConfigurationProperties("jwtauth.housekeeping")
record HousekeepingProperties(@DefaultValue("true") boolean enabled, @DefaultValue("10m") Duration purgeInterval) {

	public HousekeepingProperties {
		if (purgeInterval.compareTo(Duration.ofSeconds(1)) < 0) {
			throw new InvalidPropertyException("jwtauth.housekeeping.purge-interval",
					"it is shorter than a second, so that the database would do nothing else",
					"jwtauth.housekeeping.purge-interval=10m");
		}
	}

}
