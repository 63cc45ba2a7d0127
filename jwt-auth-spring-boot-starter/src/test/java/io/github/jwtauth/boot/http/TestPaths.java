package io.github.jwtauth.boot.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths that somebody may ask for. */
public final class TestPaths {

	private static final Pattern CHOICE = Pattern.compile("\\{\\w+:([^|}]+)[^}]*}");

	private TestPaths() {
	}

	/**
	 * A path of an endpoint.
	 * @param endpoint which
	 * @param id what stands for an id, where it has one
	 * @return a path below the base path; where names are given, with the first of them
	 */
	public static String of(AuthEndpoint endpoint, String id) {
		return CHOICE.matcher(endpoint.path())
			.replaceAll("$1")
			.replace("\\.", ".")
			.replaceAll("\\{(id|sid|kid)}", Matcher.quoteReplacement(id));
	}

}
