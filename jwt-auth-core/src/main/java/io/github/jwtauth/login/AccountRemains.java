package io.github.jwtauth.login;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.mfa.FactorRemains;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.password.PasswordHistoryStore;
import io.github.jwtauth.protection.LoginProtection;
import io.github.jwtauth.protection.ProtectedAccount;

/**
 * What this library has of an account beside the account itself. It goes when the account
 * goes, so that a new account with the same address inherits nothing (requirements R-76,
 * Safe for use by many threads.
 */
public final class AccountRemains {

	private final AccountChanges changes;

	private final SubjectStore subjects;

	private final OneTimeTokens tokens;

	private final ExternalIdentityStore identities;

	private final AccountDetailsStore details;

	private final PasswordHistoryStore passwords;

	private final FactorRemains factors;

	private final LoginProtection protection;

	private final AccountNotifier notifier;

	public AccountRemains(AccountChanges changes, SubjectStore subjects, OneTimeTokens tokens,
			ExternalIdentityStore identities, AccountDetailsStore details, PasswordHistoryStore passwords,
			FactorRemains factors, LoginProtection protection, AccountNotifier notifier) {
		this.changes = changes;
		this.subjects = subjects;
		this.tokens = tokens;
		this.identities = identities;
		this.details = details;
		this.passwords = passwords;
		this.factors = factors;
		this.protection = protection;
		this.notifier = notifier;
	}

	/**
	 * Ends the sessions and forgets everything, also what was tried under the names of
	 * the account. Call it in the transaction that deletes the account, after that.
	 * @param account whose, as it was
	 */
	public void erase(ProtectedAccount account) {
		this.protection.forget(account);
		erase(account.id());
	}

	/**
	 * Ends the sessions and forgets everything that goes by the id. Call it in the
	 * transaction that deletes the account, after that.
	 * @param accountId whose
	 */
	public void erase(AccountId accountId) {
		this.changes.deleted(accountId);
		this.tokens.accountGone(accountId);
		this.identities.unlinkAll(accountId);
		this.details.remove(accountId);
		this.passwords.removeAll(accountId);
		this.factors.remove(accountId);
		this.protection.forget(accountId);
		this.notifier.forget(accountId);
		this.subjects.retire(accountId);
	}

}
