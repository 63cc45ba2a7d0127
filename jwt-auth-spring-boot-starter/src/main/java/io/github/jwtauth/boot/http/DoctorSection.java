package io.github.jwtauth.boot.http;

import java.util.List;
import java.util.Map;

/**
 * What one part of the library tells about its configuration as it works out here, for
 * the operator who asks the doctor. Never a secret, never personal data.
 */
public interface DoctorSection {

	/**
	 * What it is about.
	 * @return one word, for example {@code cookies}
	 */
	String name();

	/**
	 * What is so.
	 * @return texts, numbers, booleans, lists and maps of these, by name
	 */
	Map<String, Object> facts();

	/**
	 * What the operator should think about.
	 * @return a sentence each, with the property to change; empty when all is well
	 */
	default List<String> warnings() {
		return List.of();
	}

}
