package io.github.jwtauth.boot.web;

import java.time.Clock;

import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthenticatedAccount;

import org.springframework.web.bind.annotation.GetMapping;

/**
 * Tells a front end whether it is logged in.
 */
@AuthController
final class CheckController {

	private final Clock clock;

	CheckController(Clock clock) {
		this.clock = clock;
	}

	@GetMapping("/check")
	CheckedLogin check(AuthenticatedAccount account) {
		return new CheckedLogin(true, account.accountId().toString(), account.sessionId().toString(),
				Remaining.until(account.expiresAt(), this.clock).toSeconds());
	}

	/**
	 * Yes, and who.
	 *
	 * @param authenticated always true; "no" is a 401
	 * @param sub the account
	 * @param sessionId the session
	 * @param expiresIn what is left of the access token, in seconds
	 */
	record CheckedLogin(boolean authenticated, String sub, String sessionId, long expiresIn) {

	}

}
