package io.github.jwtauth.registration;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;

/**
 * The {@link RegistrationPolicy} does not want this account, and says why in a code of
 * its own.
 */
public final class RegistrationRefusedException extends AuthException {

	private static final long serialVersionUID = 1L;

	private final String reason;

	/**
	 * Tells the reason.
	 * @param reason what the policy said, see {@link RegistrationDecision#reject}
	 */
	public RegistrationRefusedException(String reason) {
		super(AuthErrorCode.REGISTRATION_CLOSED, "You cannot have an account here.");
		this.reason = reason;
	}

	/**
	 * What clients see as the code.
	 * @return 1 to 64 of {@code a-z 0-9 _}
	 */
	public String reason() {
		return this.reason;
	}

}
