package io.github.jwtauth.login;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.KnownAccount;

/**
 * An account whose owner has proven themselves in one way and that has passed the policy.
 * It opens nothing: {@link FactorGate} makes an {@link FactorGate.Admission} of it, or
 * asks for more.
 *
 * @param account whose session is to be opened, with the credential version that the
 * proof was made against
 * @param terms what kind of login it is
 * @param device where from
 * @param deviceToken what the device showed to be recognised by
 * @param upgradedHash password hash to store instead of the present one
 * @param replaced refresh token of the session that makes way for the new one
 * @param accountReadAt not after the account was read
 * @param proof uses the proof up, in the transaction of whatever becomes of it and under
 * the subject's lock; when it says no, nothing has happened
 */
record FirstFactor(KnownAccount account, LoginTerms terms, Device device, Optional<Secret> deviceToken,
		Optional<Secret> upgradedHash, Optional<Secret> replaced, Instant accountReadAt, BooleanSupplier proof) {

	/** The same with other terms. */
	FirstFactor with(LoginTerms newTerms) {
		return new FirstFactor(this.account, newTerms, this.device, this.deviceToken, this.upgradedHash, this.replaced,
				this.accountReadAt, this.proof);
	}

	/**
	 * Stores the new hash, unless the password was changed meanwhile. Before the
	 * subject's lock: the order in which a host that changes a password takes its locks.
	 */
	void upgradeHash(AccountStore accounts) {
		Secret present = this.account.account().passwordHash();
		if (present != null) {
			this.upgradedHash
				.ifPresent((hash) -> accounts.replacePasswordHash(this.account.account().key(), present, hash));
		}
	}

}
