package io.github.jwtauth.password;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.Device;

/**
 * An account has a new password.
 *
 * @param at when
 * @param accountId whose
 * @param way how it came to be
 * @param device where from
 */
public record PasswordChanged(Instant at, AccountId accountId, Way way, Device device) implements AuthEvent {

	public PasswordChanged {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
		Objects.requireNonNull(way, "way");
		Objects.requireNonNull(device, "device");
	}

	/**
	 * How a password came to be.
	 */
	public enum Way {

		/** Its owner was logged in and knew the old one. */
		CHANGE,

		/** Its owner had forgotten the old one and used a mailed token. */
		RESET,

		/** Its owner knew the old one and had to set another before the next session. */
		DEMAND

	}

}
