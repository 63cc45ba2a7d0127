package io.github.jwtauth.audit;

/**
 * Everything that the audit trail knows by name (requirement R-94). The table in
 * {@code docs/audit.md} says the same, and a test compares the two. A name never changes
 * its meaning.
 */
public enum AuditEventType {

	/** Somebody logged in, whichever way. */
	LOGIN_SUCCEEDED(RiskLevel.LOW, Recording.WITH_CHANGE),

	/** Somebody did not get in. */
	LOGIN_FAILED(RiskLevel.MEDIUM, Recording.BUFFERED),

	/** A guess was turned back unseen, because there were too many before it. */
	LOGIN_BLOCKED(RiskLevel.MEDIUM, Recording.BUFFERED),

	/** So many guesses failed that the next ones are turned back. */
	ACCOUNT_LOCKED(RiskLevel.HIGH, Recording.BUFFERED),

	/** An administrator or a reset forgave the failures. */
	ACCOUNT_UNLOCKED(RiskLevel.MEDIUM, Recording.WITH_CHANGE),

	/** Many failures from one place, or for many accounts. */
	CREDENTIAL_STUFFING_SUSPECTED(RiskLevel.HIGH, Recording.BUFFERED),

	/** A budget of requests was used up. */
	RATE_LIMITED(RiskLevel.MEDIUM, Recording.BUFFERED),

	/** Somebody proved again who they are. */
	REAUTHENTICATED(RiskLevel.LOW, Recording.WITH_CHANGE),

	/** Somebody authenticated elsewhere was not let in. */
	EXTERNAL_LOGIN_REFUSED(RiskLevel.MEDIUM, Recording.BUFFERED),

	/** An identity of a provider was linked to an account. */
	EXTERNAL_IDENTITY_LINKED(RiskLevel.MEDIUM, Recording.WITH_CHANGE),

	/** A refresh token was exchanged. Kept only when the host asks for it. */
	SESSION_REFRESHED(RiskLevel.LOW, Recording.WITH_CHANGE),

	/** A refresh token that was not good for anything. */
	REFRESH_REJECTED(RiskLevel.LOW, Recording.BUFFERED),

	/** A refresh token was used twice: somebody has a copy. */
	REFRESH_TOKEN_REUSED(RiskLevel.CRITICAL, Recording.WITH_CHANGE),

	/** The owner logged out. */
	LOGGED_OUT(RiskLevel.LOW, Recording.WITH_CHANGE),

	/** A session ended otherwise. */
	SESSION_ENDED(RiskLevel.MEDIUM, Recording.WITH_CHANGE),

	/** An owner said that a session was not theirs. */
	SESSION_DISOWNED(RiskLevel.CRITICAL, Recording.WITH_CHANGE),

	/** An account came to be. */
	ACCOUNT_REGISTERED(RiskLevel.LOW, Recording.WITH_CHANGE),

	/** Somebody registered with an address that is in use. */
	REGISTRATION_REPEATED(RiskLevel.MEDIUM, Recording.WITH_CHANGE),

	/** Somebody may not have an account. */
	REGISTRATION_REFUSED(RiskLevel.LOW, Recording.BUFFERED),

	/** An address is to be proven. */
	EMAIL_VERIFICATION_REQUESTED(RiskLevel.LOW, Recording.WITH_CHANGE),

	/** An address was proven. */
	EMAIL_VERIFIED(RiskLevel.LOW, Recording.WITH_CHANGE),

	/** Another address is to be proven. */
	EMAIL_CHANGE_REQUESTED(RiskLevel.MEDIUM, Recording.WITH_CHANGE),

	/** The address is another one. */
	EMAIL_CHANGED(RiskLevel.HIGH, Recording.WITH_CHANGE),

	/** The old address is back. */
	EMAIL_CHANGE_UNDONE(RiskLevel.HIGH, Recording.WITH_CHANGE),

	/** The owner changed the password. */
	PASSWORD_CHANGED(RiskLevel.MEDIUM, Recording.WITH_CHANGE),

	/** Somebody asked for a mail that sets another password. */
	PASSWORD_RESET_REQUESTED(RiskLevel.MEDIUM, Recording.WITH_CHANGE),

	/** A password was set with such a mail. */
	PASSWORD_RESET(RiskLevel.HIGH, Recording.WITH_CHANGE),

	/** A new password is demanded before the next session. */
	PASSWORD_CHANGE_REQUIRED(RiskLevel.MEDIUM, Recording.WITH_CHANGE),

	/** Nobody could be asked whether a password is published. */
	BREACH_CHECK_SKIPPED(RiskLevel.MEDIUM, Recording.BUFFERED),

	/** A mailed token that was not good for anything. */
	ONE_TIME_TOKEN_REFUSED(RiskLevel.MEDIUM, Recording.BUFFERED),

	/** An account has a second factor from now on. */
	MFA_ENABLED(RiskLevel.MEDIUM, Recording.WITH_CHANGE),

	/** An account has no second factor any more. */
	MFA_DISABLED(RiskLevel.HIGH, Recording.WITH_CHANGE),

	/** The password was right and the second factor was not. */
	MFA_FAILED(RiskLevel.HIGH, Recording.BUFFERED),

	/** The seed of a second factor cannot be opened: it was altered or moved. */
	MFA_UNREADABLE(RiskLevel.CRITICAL, Recording.BUFFERED),

	/** There are new recovery codes. */
	RECOVERY_CODES_REPLACED(RiskLevel.MEDIUM, Recording.WITH_CHANGE),

	/** A recovery code was used in place of the authenticator app. */
	RECOVERY_CODE_USED(RiskLevel.HIGH, Recording.WITH_CHANGE),

	/** A device is not asked for the second factor for a while. */
	DEVICE_REMEMBERED(RiskLevel.MEDIUM, Recording.WITH_CHANGE),

	/** A device is asked for it again. */
	DEVICE_FORGOTTEN(RiskLevel.LOW, Recording.WITH_CHANGE),

	/** Names, language or other fields were changed. */
	PROFILE_CHANGED(RiskLevel.LOW, Recording.WITH_CHANGE),

	/** An owner took a copy of everything. */
	PERSONAL_DATA_EXPORTED(RiskLevel.MEDIUM, Recording.WITH_CHANGE),

	/** An account is to be deleted. */
	DELETION_PLANNED(RiskLevel.HIGH, Recording.WITH_CHANGE),

	/** An account is gone. */
	ACCOUNT_DELETED(RiskLevel.HIGH, Recording.WITH_CHANGE),

	/** Somebody was invited. */
	INVITATION_SENT(RiskLevel.MEDIUM, Recording.WITH_CHANGE),

	/** Mail could not be delivered. */
	MAIL_UNDELIVERABLE(RiskLevel.MEDIUM, Recording.WITH_CHANGE),

	/** An administrator closed an account. */
	ACCOUNT_DISABLED(RiskLevel.HIGH, Recording.WITH_CHANGE),

	/** An administrator opened an account again. */
	ACCOUNT_ENABLED(RiskLevel.HIGH, Recording.WITH_CHANGE),

	/** An administrator gave or took roles. */
	ROLES_CHANGED(RiskLevel.CRITICAL, Recording.WITH_CHANGE),

	/** The setup token made somebody the first administrator. */
	FIRST_ADMINISTRATOR_MADE(RiskLevel.CRITICAL, Recording.WITH_CHANGE),

	/** An administrator looked at accounts or at this trail. */
	ADMINISTRATOR_LOOKED(RiskLevel.LOW, Recording.WITH_CHANGE),

	/** Somebody wanted what only administrators may. */
	ACCESS_DENIED(RiskLevel.MEDIUM, Recording.BUFFERED),

	/** A request came from another site. */
	CROSS_ORIGIN_REFUSED(RiskLevel.MEDIUM, Recording.BUFFERED),

	/** Tokens are signed with another key from now on. */
	SIGNING_KEY_ROTATED(RiskLevel.HIGH, Recording.WITH_CHANGE),

	/** A key is not accepted any more. */
	SIGNING_KEY_REMOVED(RiskLevel.CRITICAL, Recording.WITH_CHANGE),

	/** Somebody changed this trail. */
	AUDIT_TAMPERED(RiskLevel.CRITICAL, Recording.WITH_CHANGE);

	private final RiskLevel risk;

	private final Recording recording;

	AuditEventType(RiskLevel risk, Recording recording) {
		this.risk = risk;
		this.recording = recording;
	}

	/**
	 * How much an operator should care, unless the event itself says more.
	 * @return the level
	 */
	public RiskLevel risk() {
		return this.risk;
	}

	/**
	 * How it is kept.
	 * @return the way
	 */
	public Recording recording() {
		return this.recording;
	}

	/**
	 * How an event is kept (requirement R-99).
	 */
	public enum Recording {

		/** In the transaction of the change: no record, no change. */
		WITH_CHANGE,

		/**
		 * Soon after. Nothing changed that could be undone, and nobody waits for it; what
		 * cannot be kept goes to the log.
		 */
		BUFFERED

	}

}
