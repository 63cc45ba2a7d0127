package io.github.jwtauth.mfa;

import java.time.Clock;
import java.time.Instant;

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

/**
 * Switches a second factor off, with everything that follows from that. Who may do it is
 * decided by the caller. Safe for use by many threads.
 */
public final class FactorReset {

	private final AccountLookup lookup;

	private final SubjectStore subjects;

	private final FactorRemains remains;

	private final OneTimeTokens tokens;

	private final FactorNotices notices;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final Clock clock;

	public FactorReset(AccountLookup lookup, SubjectStore subjects, FactorRemains remains, OneTimeTokens tokens,
			FactorNotices notices, AuthEventPublisher events, Transactions transactions, Clock clock) {
		this.lookup = lookup;
		this.subjects = subjects;
		this.remains = remains;
		this.tokens = tokens;
		this.notices = notices;
		this.events = events;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * For the support desk of a host: the owner has lost the phone and the recovery
	 * codes, and was recognised by other means. Sessions go on; the owner is told, and
	 * sets the factor up again where it is required. Joins the running transaction.
	 * @param accountId whose
	 * @return whether there was an active factor; a pending one is gone, too
	 * @throws AuthException with {@link AuthErrorCode#NOT_FOUND} when there is no such
	 * account
	 */
	public boolean reset(AccountId accountId) {
		KnownAccount owner = this.lookup.byId(accountId)
			.orElseThrow(() -> new AuthException(AuthErrorCode.NOT_FOUND, "There is no such account."));
		return this.transactions.join(() -> {
			this.subjects.lock(accountId);
			return drop(owner, Device.unknown());
		});
	}

	/**
	 * For an owner who takes the account back from somebody who had it for a while: every
	 * device is asked again, and a factor that was activated in that while is switched
	 * off, because it may be the other's, and would keep the owner out. An older one is
	 * the owner's and stays. Call it in a transaction that holds the subject's lock,
	 * after what the owner gets back was written: that address is told.
	 * @param accountId whose
	 * @param since when the while began
	 */
	public void recovered(AccountId accountId, Instant since) {
		this.remains.forgetDevices(accountId);
		if (this.remains.isActiveSince(accountId, since)) {
			this.lookup.byId(accountId).ifPresent((owner) -> drop(owner, Device.unknown()));
		}
	}

	/**
	 * Removes the factor. Call it in a transaction that holds the subject's lock.
	 * @param owner whose
	 * @param device where from
	 * @return whether there was an active one
	 */
	boolean drop(KnownAccount owner, Device device) {
		boolean active = this.remains.remove(owner.id());
		if (active) {
			this.tokens.credentialChanged(owner.id());
			this.events.publish(new MfaDisabled(this.clock.instant(), owner.id(), device));
			this.notices.tell(NoticeKind.MFA_DISABLED, owner, device);
		}
		return active;
	}

}
