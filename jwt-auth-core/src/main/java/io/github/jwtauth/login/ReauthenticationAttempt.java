package io.github.jwtauth.login;

import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.mfa.FactorResponse;
import io.github.jwtauth.password.RawPassword;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is logged in proves again who they are: with the password, with the second
 * factor, or with both.
 *
 * @param accountId who, as the access token tells
 * @param sessionId in which session
 * @param password as typed, or {@code null}
 * @param response the second factor, or {@code null}
 * @param device where from
 */
public record ReauthenticationAttempt(AccountId accountId, SessionId sessionId, @Nullable RawPassword password,
		@Nullable FactorResponse response, Device device) {

	public ReauthenticationAttempt {
		Objects.requireNonNull(accountId, "accountId");
		Objects.requireNonNull(sessionId, "sessionId");
		Objects.requireNonNull(device, "device");
		if (password == null && response == null) {
			throw new InvalidInputException("password", "required", "A password or a code is required.");
		}
	}

}
