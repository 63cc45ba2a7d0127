package io.github.jwtauth.session;

import java.util.Locale;

/**
 * Why a session ended. Told only to somebody who presents a genuine refresh token of that
 * session.
 */
public enum SessionEndReason {

	/** The user logged out on that device. */
	LOGGED_OUT,

	/** The user ended it from another device. */
	REVOKED_BY_USER,

	/** An administrator ended it. */
	REVOKED_BY_ADMIN,

	/** The password was changed. */
	PASSWORD_CHANGED,

	/** The password was reset. */
	PASSWORD_RESET,

	/** An old refresh token was presented again (RFC 9700 section 4.14). */
	REFRESH_TOKEN_REUSE,

	/** A newer login took its place. */
	EVICTED_BY_NEWER_LOGIN,

	/** The account may no longer be used. */
	ACCOUNT_DISABLED,

	/** The account is gone. */
	ACCOUNT_DELETED,

	/** A change of the address was undone. */
	EMAIL_CHANGE_UNDONE,

	/** Not used for too long. */
	IDLE_TIMEOUT,

	/** Older than any session may become. */
	ABSOLUTE_TIMEOUT;

	/**
	 * The form of the HTTP contract.
	 * @return the name in lower case
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

}
