package io.github.jwtauth.boot.admin;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.SessionId;

/**
 * Ids in paths. No account and no session has an id of another form, so that is "not
 * found" as well.
 */
final class Paths {

	private Paths() {
	}

	static AccountId accountId(String text) {
		return AccountId.parse(text)
			.orElseThrow(() -> new AuthException(AuthErrorCode.NOT_FOUND, "There is no such account."));
	}

	static SessionId sessionId(String text) {
		return SessionId.parse(text)
			.orElseThrow(() -> new AuthException(AuthErrorCode.NOT_FOUND, "There is no such session."));
	}

}
