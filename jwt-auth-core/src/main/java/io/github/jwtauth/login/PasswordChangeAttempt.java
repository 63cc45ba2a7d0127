package io.github.jwtauth.login;

import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.password.RawPassword;

/**
 * Somebody who is logged in wants another password.
 *
 * @param accountId whose, as the access token says
 * @param sessionId the session that goes on
 * @param current the present password, as typed
 * @param chosen the new one
 * @param device where from
 */
public record PasswordChangeAttempt(AccountId accountId, SessionId sessionId, RawPassword current, RawPassword chosen,
		Device device) {

	/** The field of the contract that has the new password. */
	public static final String FIELD = "new_password";

	public PasswordChangeAttempt {
		Objects.requireNonNull(accountId, "accountId");
		Objects.requireNonNull(sessionId, "sessionId");
		Objects.requireNonNull(current, "current");
		Objects.requireNonNull(chosen, "chosen");
		Objects.requireNonNull(device, "device");
	}

}
