package io.github.jwtauth.mfa;

import java.time.Clock;
import java.util.List;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.protection.FactorBudget;

/**
 * Takes the second factor from an account without asking for it: because the account
 * goes, or because a support desk knows the owner, who has lost the phone and the
 * recovery codes. Safe for use by many threads.
 */
public final class FactorRemoval {

	private final AccountLookup lookup;

	private final SubjectStore subjects;

	private final MfaStore store;

	private final RememberedDevices devices;

	private final FactorBudget budget;

	private final OneTimeTokens tokens;

	private final FactorNotices notices;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final Clock clock;

	public FactorRemoval(AccountLookup lookup, SubjectStore subjects, MfaStore store, RememberedDevices devices,
			FactorBudget budget, OneTimeTokens tokens, FactorNotices notices, AuthEventPublisher events,
			Transactions transactions, Clock clock) {
		this.lookup = lookup;
		this.subjects = subjects;
		this.store = store;
		this.devices = devices;
		this.budget = budget;
		this.tokens = tokens;
		this.notices = notices;
		this.events = events;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Removes everything of an account: factor, recovery codes, remembered devices and
	 * what was guessed. Tells nobody. Joins the running transaction; the caller holds the
	 * subject's lock and voids tokens.
	 * @param accountId whose; an unknown one is no error
	 */
	public void remove(AccountId accountId) {
		this.store.removeTotp(accountId);
		this.store.replaceRecoveryCodes(accountId, List.of());
		this.devices.forgetAll(accountId);
		this.budget.forgive(accountId);
	}

	/**
	 * For the support desk of a host: the owner was recognised by other means and has to
	 * set the factor up again. Sessions go on; the owner is told.
	 * @param accountId whose
	 * @return whether there was an active factor; also a pending one is gone
	 * @throws AuthException with {@link AuthErrorCode#NOT_FOUND} when there is no such
	 * account
	 */
	public boolean reset(AccountId accountId) {
		KnownAccount owner = this.lookup.byId(accountId)
			.orElseThrow(() -> new AuthException(AuthErrorCode.NOT_FOUND, "There is no such account."));
		return this.transactions.join(() -> {
			this.subjects.lock(accountId);
			boolean active = this.store.findTotp(accountId).filter(StoredTotp::isActive).isPresent();
			remove(accountId);
			if (active) {
				tell(owner, Device.unknown());
			}
			return active;
		});
	}

	/** The caller has seen a right answer, and holds the subject's lock. */
	void drop(KnownAccount owner, Device device) {
		remove(owner.id());
		tell(owner, device);
	}

	private void tell(KnownAccount owner, Device device) {
		this.tokens.credentialChanged(owner.id());
		this.events.publish(new MfaDisabled(this.clock.instant(), owner.id(), device));
		this.notices.tell(NoticeKind.MFA_DISABLED, owner, device);
	}

}
