package io.github.jwtauth.boot.http;

import io.github.jwtauth.Secret;
import io.github.jwtauth.protection.RateLimitedException;
import jakarta.servlet.http.HttpServletRequest;

/**
 * How often one session may be refreshed. Asked with the token, because the session
 * stands in it, and before any query.
 */
@FunctionalInterface
public interface RefreshTokenBudget {

	/** Where there are no limits. */
	RefreshTokenBudget UNLIMITED = (request, presented) -> {
	};

	/**
	 * Takes one refresh out of the budget of the token's session. A token that this
	 * application did not make uses nobody's.
	 * @param request the request
	 * @param presented what somebody presented
	 * @throws RateLimitedException when the budget is used up
	 */
	void take(HttpServletRequest request, Secret presented);

}
