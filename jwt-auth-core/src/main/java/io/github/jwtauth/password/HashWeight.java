package io.github.jwtauth.password;

import io.github.jwtauth.Secret;

/**
 * How many places of the bulkhead a comparison takes. A hash of another system may need a
 * multiple of the memory that one place stands for.
 */
@FunctionalInterface
public interface HashWeight {

	/**
	 * Weighs a stored hash without comparing anything.
	 * @param stored a hash of any form, readable or not
	 * @return at least 1; more than there are places means all of them
	 */
	int placesOf(Secret stored);

}
