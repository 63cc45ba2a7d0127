package io.github.jwtauth.session;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;

/**
 * Not a refresh token that could ever be accepted: missing, forged, or void since its
 * session got a new salt. One answer for all of them: a difference would be an oracle.
 */
public final class InvalidRefreshTokenException extends AuthException {

	private static final long serialVersionUID = 1L;

	public InvalidRefreshTokenException() {
		super(AuthErrorCode.INVALID_REFRESH_TOKEN, "The refresh token is not valid.");
	}

}
