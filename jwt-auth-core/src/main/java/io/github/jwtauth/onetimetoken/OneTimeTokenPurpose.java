package io.github.jwtauth.onetimetoken;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a one-time token is good for. A token of one purpose is unknown to every other
 * (requirement R-16): the purpose is part of its hash and of the question for it.
 */
public enum OneTimeTokenPurpose {

	/** Becomes a session, in the browser that the owner authenticated with. */
	EXCHANGE(false, true),

	/** Proves the address that it was mailed to. */
	EMAIL_VERIFICATION(true, true),

	/** Proves the address that is to replace the present one. */
	EMAIL_CHANGE(true, true),

	/**
	 * Brings the former address back. Each change has one of its own, and whoever changed
	 * the address can change the password, too: it does not void this.
	 */
	EMAIL_CHANGE_UNDO(false, false),

	/** Sets a new password, mailed to somebody who forgot theirs. */
	PASSWORD_RESET(true, true),

	/** Sets a new password, given to somebody who must before the next session. */
	PASSWORD_CHANGE(true, true),

	/** Becomes a session together with the second factor: the password was right. */
	MFA_CHALLENGE(false, true),

	/** Sets a second factor up, for somebody who may not have a session without one. */
	MFA_ENROLLMENT(false, true),

	/** Makes the account that somebody was invited to; belongs to whoever invited. */
	INVITATION(false, false),

	/** Ends a session that its owner does not know; each has one of its own. */
	NOT_ME(false, false);

	private final boolean newestOnly;

	private final boolean voidAfterCredentialChange;

	OneTimeTokenPurpose(boolean newestOnly, boolean voidAfterCredentialChange) {
		this.newestOnly = newestOnly;
		this.voidAfterCredentialChange = voidAfterCredentialChange;
	}

	/**
	 * Whether a new token voids the older ones of its account and purpose.
	 * @return whether there is at most one
	 */
	public boolean newestOnly() {
		return this.newestOnly;
	}

	/**
	 * The purposes whose tokens do not outlive a change of a credential (requirement
	 *
	 * @return which to void then
	 */
	public static Set<OneTimeTokenPurpose> voidAfterCredentialChange() {
		return Arrays.stream(values())
			.filter((purpose) -> purpose.voidAfterCredentialChange)
			.collect(Collectors.collectingAndThen(
					Collectors.toCollection(() -> EnumSet.noneOf(OneTimeTokenPurpose.class)),
					Collections::unmodifiableSet));
	}

}
