package io.github.jwtauth.boot.password;

/**
 * A stored hash, read and found bearable: the work of one comparison is bounded.
 */
interface ImportedHash {

	/**
	 * Compares in constant time.
	 * @param password what was typed
	 * @return whether the hash was made of it
	 */
	boolean matches(String password);

	/**
	 * What one comparison takes of the heap.
	 * @return bytes, 0 where it is not worth counting
	 */
	default long memoryBytes() {
		return 0;
	}

}
