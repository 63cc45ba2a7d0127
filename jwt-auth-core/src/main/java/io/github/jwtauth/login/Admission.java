package io.github.jwtauth.login;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.KnownAccount;

/**
 * An account that has proven itself and passed the policy.
 *
 * @param account whose session is to be opened, with the credential version that the
 * proof was made against
 * @param amr how they proved it (RFC 8176)
 * @param device where from
 * @param rememberMe whether the longer idle life applies
 * @param upgradedHash password hash to store instead of the present one
 * @param replaced refresh token of the session that makes way for this one
 * @param accountReadAt not after the account was read
 * @param deviceToken what the device showed to be recognised by
 * @param deviceCounts whether an unknown device is news to the owner
 */
record Admission(KnownAccount account, List<String> amr, Device device, boolean rememberMe,
		Optional<Secret> upgradedHash, Optional<Secret> replaced, Instant accountReadAt, Optional<Secret> deviceToken,
		boolean deviceCounts) {

	/** For a way on which nothing recognises a device. */
	Admission(KnownAccount account, List<String> amr, Device device, boolean rememberMe, Optional<Secret> upgradedHash,
			Optional<Secret> replaced, Instant accountReadAt) {
		this(account, amr, device, rememberMe, upgradedHash, replaced, accountReadAt, Optional.empty(), false);
	}

	static Admission of(KnownAccount account, LoginAttempt attempt, Optional<Secret> upgradedHash,
			Instant accountReadAt) {
		return new Admission(account, List.of("pwd"), attempt.device(), attempt.rememberMe(), upgradedHash,
				Optional.ofNullable(attempt.presentedRefreshToken()), accountReadAt,
				Optional.ofNullable(attempt.deviceToken()), true);
	}

}
