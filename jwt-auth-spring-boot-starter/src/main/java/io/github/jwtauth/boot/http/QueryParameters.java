package io.github.jwtauth.boot.http;

import io.github.jwtauth.InvalidInputException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the question mark. Never part of a statement as it is; what nobody
 * asks for is ignored.
 */
public final class QueryParameters {

	private static final int DIGITS = 9;

	private QueryParameters() {
	}

	/**
	 * Reads a text.
	 * @param request the request
	 * @param name of the parameter; of several the first counts
	 * @param maxChars most characters
	 * @return the text, or {@code null} when there is none
	 * @throws InvalidInputException when it is too long, or has control characters, which
	 * databases choke on
	 * @throws ProblemException {@code 400 bad_request} when the query is no UTF-8
	 */
	public static @Nullable String text(HttpServletRequest request, String name, int maxChars) {
		String text = first(request, name);
		if (text != null && text.length() > maxChars) {
			throw new InvalidInputException(name, "too_long", "The text has at most " + maxChars + " characters.");
		}
		if (text != null && !ReadableText.isReadable(text)) {
			throw new InvalidInputException(name, "unreadable", "The text contains characters that are not allowed.");
		}
		return text;
	}

	/**
	 * Reads a number.
	 * @param request the request
	 * @param name of the parameter
	 * @param otherwise what it is when it is not there
	 * @param least the least that it may be, from 0
	 * @param most the most that it may be
	 * @return the number
	 * @throws InvalidInputException when it is none, or out of these bounds
	 * @throws ProblemException {@code 400 bad_request} when the query is no UTF-8
	 */
	public static int number(HttpServletRequest request, String name, int otherwise, int least, int most) {
		String text = first(request, name);
		int number = (text == null) ? otherwise : parse(text);
		if (number < least || number > most) {
			throw new InvalidInputException(name, "out_of_range",
					"This is no number from " + least + " to " + most + ".");
		}
		return number;
	}

	/** The container throws when it cannot decode a query. */
	private static @Nullable String first(HttpServletRequest request, String name) {
		try {
			return request.getParameter(name);
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			throw new ProblemException(Problem.badRequest());
		}
	}

	private static int parse(String text) {
		boolean digits = !text.isEmpty() && text.length() <= DIGITS
				&& text.chars().allMatch((character) -> character >= '0' && character <= '9');
		return digits ? Integer.parseInt(text) : -1;
	}

}
