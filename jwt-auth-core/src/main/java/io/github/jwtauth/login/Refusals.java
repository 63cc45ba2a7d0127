package io.github.jwtauth.login;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;

/**
 * The answers that several walks share, word for word: a difference would be an oracle.
 */
final class Refusals {

	private Refusals() {
	}

	static AuthException invalidCredentials() {
		return new AuthException(AuthErrorCode.INVALID_CREDENTIALS, "Identifier or password is wrong.");
	}

	static AuthException emailNotVerified() {
		return new AuthException(AuthErrorCode.EMAIL_NOT_VERIFIED, "The e-mail address is not verified yet.");
	}

}
