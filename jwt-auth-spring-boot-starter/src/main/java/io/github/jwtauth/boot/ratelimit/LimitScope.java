package io.github.jwtauth.boot.ratelimit;

import java.util.EnumSet;
import java.util.Set;

import io.github.jwtauth.boot.http.AuthEndpoint;

/**
 * Whose requests are counted together.
 */
enum LimitScope {

	/** Those of one address; at the login only those that failed. */
	PER_ADDRESS("per-address"),

	/** Those of one address at the login, of any outcome. */
	ATTEMPTS_PER_ADDRESS("attempts-per-address"),

	/** Those of one account. */
	PER_ACCOUNT("per-account"),

	/** Those of one session. */
	PER_SESSION("per-session");

	private final String property;

	LimitScope(String property) {
		this.property = property;
	}

	/** The last part of the property, and of the name of the limit. */
	String property() {
		return this.property;
	}

	/**
	 * What can be counted at an endpoint: nobody is known where nobody has to log in, but
	 * a refresh token names its session.
	 */
	static Set<LimitScope> of(AuthEndpoint endpoint) {
		if (endpoint == AuthEndpoint.LOGIN) {
			return EnumSet.of(PER_ADDRESS, ATTEMPTS_PER_ADDRESS);
		}
		if (endpoint == AuthEndpoint.REFRESH) {
			return EnumSet.of(PER_ADDRESS, PER_SESSION);
		}
		return (endpoint.access() != AuthEndpoint.Access.ANYONE) ? EnumSet.of(PER_ADDRESS, PER_ACCOUNT, PER_SESSION)
				: EnumSet.of(PER_ADDRESS);
	}

}
