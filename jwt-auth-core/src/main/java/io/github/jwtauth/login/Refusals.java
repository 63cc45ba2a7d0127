package io.github.jwtauth.login;

import java.time.Duration;
import java.util.function.Supplier;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.account.LoginDecision;

/**
 * The answers that several walks share, word for word: a difference would be an oracle.
 */
final class Refusals {

	private Refusals() {
	}

	static AuthException invalidCredentials() {
		return new AuthException(AuthErrorCode.INVALID_CREDENTIALS, "Identifier or password is wrong.");
	}

	static AuthException tooManyAttempts(Duration retryAfter) {
		return new AuthException(AuthErrorCode.TOO_MANY_ATTEMPTS, "Too many attempts, please try again later.",
				retryAfter, null);
	}

	static AuthException invalidOneTimeToken() {
		return new AuthException(AuthErrorCode.INVALID_ONE_TIME_TOKEN, "The link is not valid, or no longer.");
	}

	static AuthException emailNotVerified() {
		return new AuthException(AuthErrorCode.EMAIL_NOT_VERIFIED, "The e-mail address is not verified yet.");
	}

	/**
	 * Goes on only with the policy's consent.
	 * @param decision what the policy says
	 * @param closed the answer of this walk for an account that it has no session for
	 */
	static void requireAllowed(LoginDecision decision, Supplier<AuthException> closed) {
		switch (decision) {
			case EMAIL_NOT_VERIFIED -> throw emailNotVerified();
			case CLOSED -> throw closed.get();
			case ALLOWED -> {
			}
		}
	}

}
