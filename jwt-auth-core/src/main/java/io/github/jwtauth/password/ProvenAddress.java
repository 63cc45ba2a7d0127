package io.github.jwtauth.password;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.account.AccountDetails;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.EmailVerified;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.mfa.FactorRemains;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.protection.AccountUnlocked;
import io.github.jwtauth.protection.LoginProtection;
import io.github.jwtauth.protection.ProtectedAccount;

/**
 * Whoever presents a mailed reset token has proven the address (decision 24). Where
 * nobody had proven it before, the account may have been made by a stranger: what it had
 * until now is gone, so that its owner inherits nothing (requirement R-76, attack X-08).
 * Joins the running transaction. Safe for use by many threads.
 */
public final class ProvenAddress {

	private final AccountStore accounts;

	private final AccountDetailsStore details;

	private final PasswordHistoryStore history;

	private final ExternalIdentityStore identities;

	private final FactorRemains factors;

	private final OneTimeTokens tokens;

	private final LoginProtection protection;

	private final AuthEventPublisher events;

	private final Clock clock;

	public ProvenAddress(AccountStore accounts, AccountDetailsStore details, PasswordHistoryStore history,
			ExternalIdentityStore identities, FactorRemains factors, OneTimeTokens tokens, LoginProtection protection,
			AuthEventPublisher events, Clock clock) {
		this.accounts = accounts;
		this.details = details;
		this.history = history;
		this.identities = identities;
		this.factors = factors;
		this.tokens = tokens;
		this.protection = protection;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Takes the proof. The caller holds the locks of account and subject, and ends the
	 * sessions.
	 * @param account whose address it is, as it was read
	 * @return whether it is still the address of the account
	 */
	boolean accept(KnownAccount account) {
		EmailAddress email = account.account().email();
		if (email == null || !isPresent(account, email)) {
			return false;
		}
		Instant now = this.clock.instant();
		if (this.protection.unlock(ProtectedAccount.of(account, this.accounts))) {
			this.events.publish(new AccountUnlocked(now, account.id(), AccountUnlocked.Way.PASSWORD_RESET));
		}
		if (!account.account().emailVerified()) {
			forget(account, now);
			this.events.publish(new EmailVerified(now, account.id()));
		}
		return true;
	}

	private boolean isPresent(KnownAccount account, EmailAddress email) {
		String key = account.account().key();
		try {
			return this.accounts.verifyEmail(key, email);
		}
		catch (UnsupportedOperationException ex) {
			// The host's own business; here it is only a proof of who is asking.
			return this.accounts.findByKey(key).filter((present) -> email.equals(present.email())).isPresent();
		}
	}

	private void forget(KnownAccount account, Instant now) {
		AccountId id = account.id();
		try {
			this.accounts.updateNames(account.account().key(), null, null, null);
		}
		catch (UnsupportedOperationException ex) {
			// Names are the host's, and so is what it does about them.
		}
		this.details.save(id,
				new AccountDetails(this.details.find(id).registeredAt(), now, null, null, null, null, null, Map.of()));
		this.identities.unlinkAll(id);
		this.history.removeAll(id);
		this.factors.remove(id);
		this.tokens.accountGone(id);
	}

}
