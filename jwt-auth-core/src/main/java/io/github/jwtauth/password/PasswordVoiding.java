package io.github.jwtauth.password;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;

/**
 * Takes a password out of use that somebody else may know. The account then has one that
 * nobody knows, until its owner sets another. Safe for use by many threads.
 */
public final class PasswordVoiding {

	private final Passwords passwords;

	private final AccountStore accounts;

	public PasswordVoiding(Passwords passwords, AccountStore accounts) {
		this.passwords = passwords;
		this.accounts = accounts;
	}

	/**
	 * Makes what is stored instead. It is slow: call it outside of transactions, and only
	 * for somebody who may do this.
	 * @return the hash of a password that nobody knows
	 * @throws AuthException with {@link AuthErrorCode#BUSY}
	 */
	public Secret prepare() {
		return this.passwords.encodeNobodys();
	}

	/**
	 * Takes the present password out of use. Call it in the transaction of what follows,
	 * before the lock of the subject. An account without a password goes on having none,
	 * and where passwords are set elsewhere nothing happens.
	 * @param account whose, as it is now
	 * @param nobodys what {@link #prepare} made
	 */
	public void voidPassword(Account account, Secret nobodys) {
		if (account.passwordHash() == null) {
			return;
		}
		try {
			this.accounts.setPasswordHash(account.key(), nobodys);
		}
		catch (UnsupportedOperationException ex) {
			// Whoever sets passwords there has to take care of this one.
		}
	}

}
