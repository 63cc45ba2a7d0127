package io.github.jwtauth.mfa;

import java.util.Optional;

import io.github.jwtauth.AccountId;

/**
 * The second factors of accounts: what is there, and whether an answer is right. Counts
 * nothing and uses nothing up: callers take a place of the account's budget before they
 * ask, and use a match up in the transaction of its effect. Safe for use by many threads.
 */
public final class SecondFactors {

	private final MfaStore store;

	private final TotpFactors totp;

	private final RecoveryCodes recoveryCodes;

	public SecondFactors(MfaStore store, TotpFactors totp, RecoveryCodes recoveryCodes) {
		this.store = store;
		this.totp = totp;
		this.recoveryCodes = recoveryCodes;
	}

	/**
	 * What an account has. It is what is stored that counts, also where it cannot be
	 * read: whoever damages a seed has not switched the factor off (requirement R-66).
	 * @param accountId whose
	 * @return the state
	 */
	public FactorState state(AccountId accountId) {
		return this.store.findTotp(accountId)
			.filter(StoredTotp::isActive)
			.map((active) -> new FactorState(active.activatedAt(), this.store.findRecoveryCodes(accountId).size()))
			.orElseGet(() -> new FactorState(null, 0));
	}

	/**
	 * Compares an answer.
	 * @param accountId whose
	 * @param response what was answered
	 * @return what to use up, or empty when it is wrong
	 */
	public Optional<FactorMatch> match(AccountId accountId, FactorResponse response) {
		if (response instanceof FactorResponse.RecoveryCode recovery) {
			// Recovers the use of a factor; where there is none, there is nothing to.
			return state(accountId).isEnabled() ? this.recoveryCodes.match(accountId, recovery.code())
					: Optional.empty();
		}
		return this.totp.match(accountId, ((FactorResponse.TotpCode) response).code());
	}

}
