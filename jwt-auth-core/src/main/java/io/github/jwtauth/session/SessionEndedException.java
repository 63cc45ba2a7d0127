package io.github.jwtauth.session;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;

/**
 * A genuine refresh token of a session that has ended.
 */
public final class SessionEndedException extends AuthException {

	private static final long serialVersionUID = 1L;

	private final SessionEndReason reason;

	public SessionEndedException(SessionEndReason reason) {
		super(AuthErrorCode.SESSION_ENDED, "The session has ended.");
		this.reason = reason;
	}

	/**
	 * Why it ended.
	 * @return the reason
	 */
	public SessionEndReason reason() {
		return this.reason;
	}

}
