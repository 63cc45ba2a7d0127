package io.github.jwtauth.boot.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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
	 * Where the pages of this library are, below the base path. Only these names: with an
	 * empty base path everything else there is the host's.
	 */
	public static final String PATTERN = "/pages/{page:verify-email|reset-password|confirm-email-change"
			+ "|undo-email-change|accept-invitation|not-me}";

	/** Where their style sheets and their script are. */
	public static final String ASSET_PATTERN = "/pages/assets/{file:jwtauth-pages\\.css|jwtauth-pages\\.js"
			+ "|jwtauth-look\\.css}";

	/**
	 * The name in paths and properties.
	 * @return lower case, with dashes
	 */
	public String path() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Finds a page.
	 * @param path its name in paths
	 * @return the page, or empty when there is none of that name
	 */
	public static Optional<AuthPage> ofPath(String path) {
		return Arrays.stream(values()).filter((page) -> page.path().equals(path)).findFirst();
	}

}
