package io.github.jwtauth.verification;

import java.util.function.Supplier;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;

/**
 * The answers that mailed links share.
 */
final class Links {

	private Links() {
	}

	/** Unknown, used, expired, overtaken: one answer. */
	static AuthException invalid() {
		return new AuthException(AuthErrorCode.INVALID_ONE_TIME_TOKEN, "The link is not valid, or no longer.");
	}

	static void supported(Supplier<?> change) {
		try {
			change.get();
		}
		catch (UnsupportedOperationException ex) {
			throw new AuthException(AuthErrorCode.NOT_SUPPORTED, "Addresses are not changed here.");
		}
	}

}
