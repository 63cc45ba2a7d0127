package io.github.jwtauth.boot.http;

import java.util.Locale;

/**
 * Where a mailed link leads: a page that takes the token out of the fragment and posts it
 * when somebody presses the button (decision 9).
 */
public enum AuthPage {

	/** Prove an address. */
	VERIFY_EMAIL,

	/**
	 * Set a new password, after having forgotten the old one or because it is demanded.
	 */
	RESET_PASSWORD,

	/** Prove the address that is to replace the present one. */
	CONFIRM_EMAIL_CHANGE,

	/** Bring the former address back. */
	UNDO_EMAIL_CHANGE,

	/** Make the account that one was invited to. */
	ACCEPT_INVITATION,

	/** End the session of a device that is not one's own. */
	NOT_ME;

	/**
	 * The name in paths and properties.
	 * @return lower case, with dashes
	 */
	public String path() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
