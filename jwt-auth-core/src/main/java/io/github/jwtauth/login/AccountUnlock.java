package io.github.jwtauth.login;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.protection.AccountUnlocked;
import io.github.jwtauth.protection.FactorBudget;
import io.github.jwtauth.protection.LoginProtection;
import io.github.jwtauth.protection.ProtectedAccount;

/**
 * Somebody who may do that forgives the failed logins of an account: its address, its
 * username, its devices and its second factor have their budgets again. What closed the
 * account otherwise stays. An unknown account is no error. Safe for use by many threads.
 */
public final class AccountUnlock {

	private final AccountLookup lookup;

	private final AccountStore accounts;

	private final LoginProtection protection;

	private final FactorBudget factors;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final Clock clock;

	public AccountUnlock(AccountLookup lookup, AccountStore accounts, LoginProtection protection, FactorBudget factors,
			AuthEventPublisher events, Transactions transactions, Clock clock) {
		this.lookup = lookup;
		this.accounts = accounts;
		this.protection = protection;
		this.factors = factors;
		this.events = events;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Unlocks an account. Joins the running transaction; the event is published in it,
	 * and also where nothing was locked, because somebody has decided it.
	 * @param accountId whose
	 */
	public void unlock(AccountId accountId) {
		this.transactions.join(() -> {
			this.lookup.byId(accountId).ifPresent((known) -> {
				this.protection.unlock(ProtectedAccount.of(known, this.accounts));
				this.factors.forgive(accountId);
				this.events
					.publish(new AccountUnlocked(this.clock.instant(), accountId, AccountUnlocked.Way.ADMINISTRATOR));
			});
			return true;
		});
	}

	/**
	 * Until when nobody can log in to an account with a password, unless on a device that
	 * its owner has used before.
	 * @param accountId whose
	 * @return the instant, or empty
	 */
	public Optional<Instant> blockedUntil(AccountId accountId) {
		return this.lookup.byId(accountId)
			.flatMap((known) -> this.protection.blockedUntil(ProtectedAccount.of(known, this.accounts)));
	}

}
