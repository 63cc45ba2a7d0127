package io.github.jwtauth.boot.web;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Guesses where an address is. There is none by default; a bean of this type is asked at
 * every login and refresh and must answer from memory.
 */
@FunctionalInterface
public interface GeoLocator {

	/**
	 * Guesses where an address is.
	 * @param ipAddress IPv4 or IPv6 as text
	 * @return the place, or empty
	 */
	Optional<Place> locate(String ipAddress);

	/**
	 * A place.
	 *
	 * @param city the city, when it is known
	 * @param country the country, when it is known
	 */
	record Place(@Nullable String city, @Nullable String country) {

	}

}
