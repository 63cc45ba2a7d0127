package io.github.jwtauth;

import java.util.Locale;

/**
 * The stable part of every refusal. The HTTP contract shows it in lower case; what it
 * means for a status is decided in one place of the web adapter.
 */
public enum AuthErrorCode {

	/** The request is not well-formed. */
	VALIDATION,

	/**
	 * Unknown identifier, wrong password, locked or disabled account: one answer.
	 */
	INVALID_CREDENTIALS,

	/** The right password of an account whose address is not proven yet. */
	EMAIL_NOT_VERIFIED,

	/** The account has as many sessions as it may have, and the policy is to reject. */
	SESSION_LIMIT_REACHED,

	/** Not a refresh token that could ever be accepted. */
	INVALID_REFRESH_TOKEN,

	/** A genuine refresh token of a session that has ended. */
	SESSION_ENDED,

	/** Not a token that this purpose accepts. */
	INVALID_TOKEN,

	/**
	 * Not a one-time token that is good for this: unknown, used, expired and made for
	 * something else are one answer. Clients see {@link #INVALID_TOKEN}, as a fault of
	 * the request and not of their credentials.
	 */
	INVALID_ONE_TIME_TOKEN,

	/** Two different credentials for one purpose in one request. */
	AMBIGUOUS_CREDENTIALS,

	/** A request that relies on a cookie came from another site. */
	CROSS_ORIGIN,

	/** A new password that the rules do not allow; the exception names each of them. */
	PASSWORD_REFUSED,

	/** The right password of an account that has to set a new one first. */
	PASSWORD_CHANGE_REQUIRED,

	/** The right password of an account that has to answer for a second factor. */
	MFA_REQUIRED,

	/** The right password of an account that has to set a second factor up first. */
	MFA_ENROLLMENT_REQUIRED,

	/** Not the code of the second factor: wrong, used or too old are one answer. */
	INVALID_CODE,

	/**
	 * Not the code that confirms a change of the caller's own second factor. Clients see
	 * {@link #INVALID_CODE}, as a fault of the request and not of their credentials.
	 */
	INVALID_CONFIRMATION_CODE,

	/** There is a second factor already. */
	ALREADY_ENABLED,

	/** There is no second factor that this could be about. */
	NOT_ENABLED,

	/** The proof of who is calling is too old for what they want to do. */
	REAUTHENTICATION_REQUIRED,

	/** Somebody has this address; told only where verification is not mandatory. */
	EMAIL_TAKEN,

	/** Somebody has this username. */
	USERNAME_TAKEN,

	/** Nobody may have an account in this way; a policy may have a code of its own. */
	REGISTRATION_CLOSED,

	/** The caller is known and may not do this. */
	FORBIDDEN,

	/** The accounts of this application live where this cannot be done. */
	NOT_SUPPORTED,

	/** Nothing of that name belongs to the caller. */
	NOT_FOUND,

	/** The claims do not fit into a token of bearable size. */
	TOKEN_TOO_LARGE,

	/** So many requests that a budget is used up. */
	TOO_MANY_REQUESTS,

	/** So many wrong passwords that the next one has to wait (decision 14). */
	TOO_MANY_ATTEMPTS,

	/** Nobody could administer the application afterwards. */
	LAST_ADMINISTRATOR,

	/** Tokens are signed with this key: rotate first. */
	KEY_IN_USE,

	/** All places for hashing a password are taken; try again soon. */
	BUSY,

	/** Something that is needed does not answer; nothing was lost. */
	UNAVAILABLE;

	/**
	 * The form of the HTTP contract.
	 * @return the name in lower case
	 */
	public String code() {
		return switch (this) {
			case INVALID_ONE_TIME_TOKEN -> INVALID_TOKEN.code();
			case INVALID_CONFIRMATION_CODE -> INVALID_CODE.code();
			default -> name().toLowerCase(Locale.ROOT);
		};
	}

}
