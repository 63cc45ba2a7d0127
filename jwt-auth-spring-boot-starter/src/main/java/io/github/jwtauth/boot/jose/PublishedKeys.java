package io.github.jwtauth.boot.jose;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The keys that verify now. A token names one and brings none (requirement R-55).
 */
interface PublishedKeys {

	/**
	 * Finds a key.
	 * @param kid whatever a token contains
	 * @return the key, or {@code null} when it does not verify (any more)
	 */
	@Nullable PublishedKey find(String kid);

	/**
	 * All keys, for the JWK set.
	 * @return in the order in which they sign
	 */
	List<PublishedKey> all();

}
