package io.github.jwtauth.login;

import java.time.Duration;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.onetimetoken.TokenOffer;

/**
 * Turns somebody back who has proven who they are and has to set a new password before
 * the next session (decision 24). Asked by every way that ends with a password, after
 * everything else that a login asks. Safe for use by many threads.
 */
public final class ForcedPasswordChange {

	/** How long the token that sets the new password is good. */
	public static final Duration LIFETIME = Duration.ofMinutes(15);

	private final OneTimeTokens tokens;

	public ForcedPasswordChange(OneTimeTokens tokens) {
		this.tokens = tokens;
	}

	/**
	 * Goes on only where no new password is demanded.
	 * @param account who has proven to be its owner
	 * @throws PasswordChangeRequiredException with the token that sets one; it voids
	 * those of earlier attempts
	 */
	public void require(KnownAccount account) {
		if (isDemanded(account)) {
			throw new PasswordChangeRequiredException(issue(account));
		}
	}

	boolean isDemanded(KnownAccount account) {
		return account.subject().passwordChangeRequired();
	}

	/** Joins the running transaction. */
	Secret issue(KnownAccount account) {
		return this.tokens
			.issue(new TokenOffer(OneTimeTokenPurpose.PASSWORD_CHANGE, account.subject(), LIFETIME, null, null));
	}

}
