package io.github.jwtauth.notification;

/**
 * What an owner is told.
 */
public enum NoticeKind {

	/** Prove your address: a token and perhaps a code. */
	VERIFY_EMAIL(true),

	/** Somebody, perhaps you, tried to register your address again. */
	ADDRESS_REGISTERED_ALREADY(true),

	/** Set a new password: a token. */
	RESET_PASSWORD(true),

	/** To the new address: prove it, and it becomes yours; a token. */
	CONFIRM_EMAIL_CHANGE(true),

	/** To the old address: it was replaced; a token that undoes it. */
	EMAIL_CHANGED(false),

	/** The change of the address was undone. */
	EMAIL_CHANGE_UNDONE(false),

	/** The password was changed by somebody who knew it. */
	PASSWORD_CHANGED(false),

	/** The password was reset by mail. */
	PASSWORD_RESET(false),

	/** Somebody logged in on a device that was not seen before; a token to end that. */
	NEW_DEVICE(false),

	/** A refresh token was used again: the session has ended. */
	REFRESH_TOKEN_REUSED(false),

	/**
	 * So many wrong passwords that logins have to wait. A stranger causes it, once a day:
	 * the budget of the mailbox is left for the mail that helps, the reset.
	 */
	ACCOUNT_LOCKED(false),

	/** There is a second factor from now on. */
	MFA_ENABLED(false),

	/** There is no second factor any more. */
	MFA_DISABLED(false),

	/** There are new recovery codes, and the old ones are void. */
	RECOVERY_CODES_REPLACED(false),

	/**
	 * A recovery code was used; the fact {@code recovery_codes_left} says what is left.
	 */
	RECOVERY_CODE_USED(false),

	/**
	 * Somebody who knows the password does not know the second factor. Told once a day at
	 * most, and not by whoever knows nothing: the budget of the mailbox is left alone.
	 */
	MFA_FAILED(false),

	/** Somebody invites you to have an account; a token. */
	INVITATION(false),

	/** The account will be deleted unless somebody logs in again. */
	DELETION_PLANNED(false),

	/** The account is gone. */
	ACCOUNT_DELETED(false);

	private final boolean anybodyCanCauseIt;

	NoticeKind(boolean anybodyCanCauseIt) {
		this.anybodyCanCauseIt = anybodyCanCauseIt;
	}

	/**
	 * Whether a stranger can make us send it, so that there must be a bound on how many
	 * one mailbox gets (requirement R-32).
	 * @return whether a bound applies
	 */
	public boolean anybodyCanCauseIt() {
		return this.anybodyCanCauseIt;
	}

}
