package io.github.jwtauth.login;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.Device;
import org.jspecify.annotations.Nullable;

/**
 * Somebody did not get in. The reason is for the host; the caller was not told it.
 *
 * @param at when
 * @param accountId whose account was tried, or {@code null} when there is none or whoever
 * checked the password did not say
 * @param device where from
 * @param reason why
 */
public record LoginFailed(Instant at, @Nullable AccountId accountId, Device device,
		Reason reason) implements AuthEvent {

	/**
	 * Why a login failed.
	 */
	public enum Reason {

		/** Nobody has this identifier. */
		UNKNOWN_ACCOUNT,

		/** The password was wrong, or the account has none. */
		WRONG_PASSWORD,

		/**
		 * The account is closed. The password was right, unless somebody else checks
		 * passwords, who may not look at it then.
		 */
		ACCOUNT_CLOSED,

		/** The password was right, the address is not proven. */
		EMAIL_NOT_VERIFIED,

		/** The password was changed while it was being checked. */
		CREDENTIAL_CHANGED

	}

}
