package io.github.jwtauth.boot.web;

import java.util.List;
import java.util.Locale;

/**
 * Paths that two readers may read differently (requirement R-92, attack X-58): parameters
 * of segments, empty and dotted segments, encoded separators. The firewall of Spring
 * Security refuses the same ones, but with a bare error.
 */
final class SuspiciousPath {

	private static final List<String> TRICKS = List.of(";", "%3b", "//", "\\", "%5c", "%2f", "%2e", "%25", "%00", "%0a",
			"%0d", "/./", "/../");

	private SuspiciousPath() {
	}

	static boolean is(String uri) {
		String path = uri.toLowerCase(Locale.ROOT);
		return TRICKS.stream().anyMatch(path::contains) || path.endsWith("/.") || path.endsWith("/..");
	}

}
