package io.github.jwtauth.password;

import java.time.Clock;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.AccountStore;

/**
 * Takes a password out of use that somebody else may know. The account then has one that
 * nobody knows, until its owner sets another. Safe for use by many threads.
 */
public final class PasswordVoiding {

	private final Passwords passwords;

	private final AccountStore accounts;

	private final PasswordHistoryStore history;

	private final int remembered;

	private final Clock clock;

	/**
	 * Wires the act.
	 * @param passwords encodes
	 * @param accounts have the present password
	 * @param history keeps the owner from setting it again
	 * @param rules how many former passwords are kept
	 * @param clock the present
	 */
	public PasswordVoiding(Passwords passwords, AccountStore accounts, PasswordHistoryStore history,
			PasswordRules rules, Clock clock) {
		this.passwords = passwords;
		this.accounts = accounts;
		this.history = history;
		this.remembered = rules.history();
		this.clock = clock;
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
	 * @param known whose, as it is now
	 * @param nobodys what {@link #prepare} made
	 */
	public void voidPassword(KnownAccount known, Secret nobodys) {
		Secret present = known.account().passwordHash();
		if (present == null) {
			return;
		}
		try {
			this.accounts.setPasswordHash(known.account().key(), nobodys);
			if (!OldSystem.ASK.equals(present)) {
				this.history.add(known.id(), present, this.clock.instant(), this.remembered);
			}
		}
		catch (UnsupportedOperationException ex) {
			// Whoever sets passwords there has to take care of this one.
		}
	}

}
