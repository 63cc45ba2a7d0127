package io.github.jwtauth.login;

import java.util.Objects;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;

/**
 * The right password of somebody who has to set another one before the next session
 * (decision 24). Whoever answers the caller hands the token on.
 */
public final class PasswordChangeRequiredException extends AuthException {

	private static final long serialVersionUID = 1L;

	private final transient Secret token;

	public PasswordChangeRequiredException(Secret token) {
		super(AuthErrorCode.PASSWORD_CHANGE_REQUIRED, "A new password has to be set first.");
		this.token = Objects.requireNonNull(token, "token");
	}

	/**
	 * What sets the new password, once.
	 * @return a token for {@code /password/reset/confirm}
	 */
	public Secret token() {
		return this.token;
	}

}
