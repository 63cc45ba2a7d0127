package io.github.jwtauth.mfa;

import java.time.Instant;
import java.util.List;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.protection.FactorBudget;

/**
 * What there is of an account's second factor: the app, recovery codes, remembered
 * devices, and how often it was guessed. It goes when the account goes, or when its owner
 * may inherit nothing (requirements, attack X-08). Safe for use by many
 * threads.
 */
public final class FactorRemains {

	private final MfaStore store;

	private final RememberedDeviceStore devices;

	private final FactorBudget budget;

	public FactorRemains(MfaStore store, RememberedDeviceStore devices, FactorBudget budget) {
		this.store = store;
		this.devices = devices;
		this.budget = budget;
	}

	/**
	 * Whether there is an active app that is not older than an instant.
	 * @param accountId whose
	 * @param instant which
	 * @return {@code false} when there is none, or an older one
	 */
	boolean isActiveSince(AccountId accountId, Instant instant) {
		return this.store.findTotp(accountId)
			.map(StoredTotp::activatedAt)
			.filter((activatedAt) -> !activatedAt.isBefore(instant))
			.isPresent();
	}

	/**
	 * Lets every device be asked again. Joins the running transaction.
	 * @param accountId whose
	 */
	void forgetDevices(AccountId accountId) {
		this.devices.removeAll(accountId);
	}

	/**
	 * Removes everything and tells nobody. Joins the running transaction; the caller
	 * holds the subject's lock and voids tokens.
	 * @param accountId whose; an unknown one is no error
	 * @return whether there was an active app
	 */
	public boolean remove(AccountId accountId) {
		boolean active = this.store.removeTotp(accountId);
		this.store.replaceRecoveryCodes(accountId, List.of());
		this.devices.removeAll(accountId);
		this.budget.forget(accountId);
		return active;
	}

}
