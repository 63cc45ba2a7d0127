package io.github.jwtauth.boot.password;

/**
 * A way to write a hash down.
 */
@FunctionalInterface
interface HashFormat {

	/**
	 * Reads a hash.
	 * @param text what is stored behind the {@code {id}}
	 * @return the hash
	 * @throws IllegalArgumentException when it is not of this format, or would cost more
	 * than a login may. A bad import must neither stop a server nor use up its heap
	 */
	ImportedHash read(String text);

}
