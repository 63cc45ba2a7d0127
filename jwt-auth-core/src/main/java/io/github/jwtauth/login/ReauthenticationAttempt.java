package io.github.jwtauth.login;

import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.password.RawPassword;

/**
 * Somebody who is logged in proves again who they are.
 *
 * @param accountId who, as the access token tells
 * @param sessionId in which session
 * @param password as typed
 * @param device where from
 */
public record ReauthenticationAttempt(AccountId accountId, SessionId sessionId, RawPassword password, Device device) {

	public ReauthenticationAttempt {
		Objects.requireNonNull(accountId, "accountId");
		Objects.requireNonNull(sessionId, "sessionId");
		Objects.requireNonNull(password, "password");
		Objects.requireNonNull(device, "device");
	}

}
