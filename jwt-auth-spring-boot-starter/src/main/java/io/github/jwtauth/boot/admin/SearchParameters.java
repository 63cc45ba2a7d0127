package io.github.jwtauth.boot.admin;

import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.account.AccountSearch;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The query of a list. There is no parameter for order or columns, so that nothing of a
 * request becomes part of a statement (attack X-52); what is unknown is ignored.
 */
final class SearchParameters {

	private static final int SIZE = 20;

	private static final int DIGITS = 9;

	private SearchParameters() {
	}

	static AccountSearch read(HttpServletRequest request) {
		String query = request.getParameter("query");
		return new AccountSearch((query != null) ? readable(query) : "",
				number(request, "page", 0, 0, AccountSearch.LAST_PAGE),
				number(request, "size", SIZE, 1, AccountSearch.MAX_SIZE));
	}

	/** Databases choke on what nobody has in a name. */
	private static String readable(String query) {
		if (query.length() > AccountSearch.TEXT_CHARS) {
			throw new InvalidInputException("query", "too_long",
					"A search has at most " + AccountSearch.TEXT_CHARS + " characters.");
		}
		if (query.codePoints().anyMatch(SearchParameters::isUnreadable)) {
			throw new InvalidInputException("query", "unreadable",
					"The text contains characters that are not allowed.");
		}
		return query;
	}

	private static boolean isUnreadable(int codePoint) {
		return Character.isISOControl(codePoint)
				|| (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
	}

	private static int number(HttpServletRequest request, String name, int otherwise, int least, int most) {
		String text = request.getParameter(name);
		int number = (text == null) ? otherwise : parse(text);
		if (number < least || number > most) {
			throw new InvalidInputException(name, "out_of_range",
					"This is no number from " + least + " to " + most + ".");
		}
		return number;
	}

	private static int parse(@Nullable String text) {
		boolean digits = text != null && !text.isEmpty() && text.length() <= DIGITS
				&& text.chars().allMatch((character) -> character >= '0' && character <= '9');
		return digits ? Integer.parseInt(text) : -1;
	}

}
