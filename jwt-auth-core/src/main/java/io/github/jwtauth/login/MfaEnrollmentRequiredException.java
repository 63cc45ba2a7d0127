package io.github.jwtauth.login;

import java.util.Objects;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;

/**
 * The first factor was right, and the account may not have a session without a second
 * one, which it has yet to set up. Whoever answers the caller hands the token on.
 */
public final class MfaEnrollmentRequiredException extends AuthException {

	private static final long serialVersionUID = 1L;

	private final transient Secret token;

	public MfaEnrollmentRequiredException(Secret token) {
		super(AuthErrorCode.MFA_ENROLLMENT_REQUIRED, "A second factor has to be set up first.");
		this.token = Objects.requireNonNull(token, "token");
	}

	/**
	 * What sets the factor up, and nothing else.
	 * @return a token, see {@link MfaEnrollmentTokens}
	 */
	public Secret token() {
		return this.token;
	}

}
