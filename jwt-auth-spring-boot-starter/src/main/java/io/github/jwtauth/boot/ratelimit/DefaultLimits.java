package io.github.jwtauth.boot.ratelimit;

import java.util.Map;

import io.github.jwtauth.boot.http.AuthEndpoint;

import static java.util.Map.entry;

/**
 * The limits of a host that says nothing: the table of the HTTP contract, and ten an hour
 * for whatever else a stranger may call that does more than show something (requirement
 * Codes of a second factor have a budget of their own, of the account and not of
 * the address.
 */
final class DefaultLimits {

	private static final Map<AuthEndpoint, Map<LimitScope, String>> TABLE = Map.ofEntries(
			entry(AuthEndpoint.REGISTER, perAddress("5/h")),
			entry(AuthEndpoint.LOGIN, Map.of(LimitScope.PER_ADDRESS, "25/h", LimitScope.ATTEMPTS_PER_ADDRESS, "300/h")),
			entry(AuthEndpoint.REFRESH, Map.of(LimitScope.PER_SESSION, "60/m")),
			entry(AuthEndpoint.TOKEN_EXCHANGE, perAddress("10/h")),
			entry(AuthEndpoint.TOKEN_VERIFY, perAddress("100/h")), entry(AuthEndpoint.EMAIL_VERIFY, perAddress("10/h")),
			entry(AuthEndpoint.EMAIL_RESEND, perAddress("5/h")),
			entry(AuthEndpoint.EMAIL_CHANGE_CONFIRM, perAddress("10/h")),
			entry(AuthEndpoint.EMAIL_CHANGE_UNDO, perAddress("10/h")),
			entry(AuthEndpoint.PASSWORD_RESET, perAddress("5/h")),
			entry(AuthEndpoint.PASSWORD_RESET_CONFIRM, perAddress("10/h")),
			entry(AuthEndpoint.PASSWORD_CHANGE, perAccount("10/h")), entry(AuthEndpoint.SESSIONS, perAccount("30/h")),
			entry(AuthEndpoint.SESSION, perAccount("30/h")),
			entry(AuthEndpoint.SESSIONS_TERMINATE_ALL, perAccount("10/h")),
			entry(AuthEndpoint.SESSIONS_NOT_ME, perAddress("10/h")),
			entry(AuthEndpoint.INVITATIONS_ACCEPT, perAddress("10/h")),
			entry(AuthEndpoint.ADMIN_SETUP, perAccount("10/h")), entry(AuthEndpoint.CSRF, perAddress("100/h")));

	private DefaultLimits() {
	}

	/**
	 * What holds unless the host says otherwise.
	 * @param endpoint where
	 * @param scope whose requests
	 * @return a limit as text, or {@code off}
	 */
	static String of(AuthEndpoint endpoint, LimitScope scope) {
		return TABLE.getOrDefault(endpoint, Map.of()).getOrDefault(scope, "off");
	}

	private static Map<LimitScope, String> perAddress(String limit) {
		return Map.of(LimitScope.PER_ADDRESS, limit);
	}

	private static Map<LimitScope, String> perAccount(String limit) {
		return Map.of(LimitScope.PER_ACCOUNT, limit);
	}

}
