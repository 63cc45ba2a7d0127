package io.github.jwtauth.boot.admin;

import io.github.jwtauth.account.AccountSearch;
import io.github.jwtauth.boot.http.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The query of a list. There is no parameter for order or columns, so that nothing of a
 * request becomes part of a statement (attack X-52).
 */
final class SearchParameters {

	private static final int SIZE = 20;

	private SearchParameters() {
	}

	static AccountSearch read(HttpServletRequest request) {
		String query = QueryParameters.text(request, "query", AccountSearch.TEXT_CHARS);
		return new AccountSearch((query != null) ? query : "",
				QueryParameters.number(request, "page", 0, 0, AccountSearch.LAST_PAGE),
				QueryParameters.number(request, "size", SIZE, 1, AccountSearch.MAX_SIZE));
	}

}
