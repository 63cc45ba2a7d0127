package io.github.jwtauth.mfa;

import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;

import io.github.jwtauth.account.Account;

/**
 * Who needs a second factor, and for how long a device is remembered.
 *
 * @param mode whether accounts have one
 * @param requiredRoles whoever has one of these roles needs one, also where it is
 * optional
 * @param rememberDevice for how long a device that has proven it is not asked again; zero
 * remembers none; at most {@link #LONGEST}
 * @param issuer what an authenticator app shows above the code; not blank
 */
public record MfaSettings(MfaMode mode, Set<String> requiredRoles, Duration rememberDevice, String issuer) {

	/** A device is not remembered for longer. */
	public static final Duration LONGEST = Duration.ofDays(90);

	public MfaSettings {
		Objects.requireNonNull(mode, "mode");
		requiredRoles = Set.copyOf(requiredRoles);
		if (rememberDevice.isNegative() || rememberDevice.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("a device is remembered for 0 to 90 days");
		}
		if (issuer.isBlank() || issuer.indexOf(':') >= 0) {
			throw new IllegalArgumentException("an issuer is a name without a colon");
		}
		if (mode == MfaMode.DISABLED && !requiredRoles.isEmpty()) {
			throw new IllegalArgumentException("no role can require what nobody has");
		}
	}

	/**
	 * What the properties say when nobody says anything.
	 * @return optional, no role, thirty days
	 */
	public static MfaSettings defaults() {
		return new MfaSettings(MfaMode.OPTIONAL, Set.of(), Duration.ofDays(30), "jwt-auth");
	}

	/**
	 * Whether an account may not have a session without a second factor.
	 * @param account as it is now
	 * @return whether it needs one
	 */
	public boolean isRequiredOf(Account account) {
		return this.mode == MfaMode.REQUIRED || !Collections.disjoint(this.requiredRoles, account.roles());
	}

}
