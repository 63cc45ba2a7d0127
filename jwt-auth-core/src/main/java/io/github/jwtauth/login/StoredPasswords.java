package io.github.jwtauth.login;

import java.util.Optional;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.password.PasswordMatch;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.RawPassword;

/**
 * Compares with the hash that the account has; the same work when there is no account or
 * no hash. Safe for use by many threads.
 */
public final class StoredPasswords implements PasswordCheck {

	private final AccountLookup accounts;

	private final Passwords passwords;

	public StoredPasswords(AccountLookup accounts, Passwords passwords) {
		this.accounts = accounts;
		this.passwords = passwords;
	}

	@Override
	public PasswordVerdict check(String identifier, RawPassword password) {
		this.passwords.requireRoom();
		return compare(this.accounts.byIdentifier(identifier), password);
	}

	/** For whoever has looked already. */
	PasswordVerdict compare(Optional<KnownAccount> found, RawPassword password) {
		Secret hash = found.map((known) -> known.account().passwordHash()).orElse(null);
		PasswordMatch match = this.passwords.authenticate(password, hash);
		if (found.isEmpty()) {
			return PasswordVerdict.wrong(null, LoginFailed.Reason.UNKNOWN_ACCOUNT);
		}
		KnownAccount account = found.get();
		return match.matches() ? new PasswordVerdict.Right(account, match.upgradedHash())
				: PasswordVerdict.wrong(account.id(), LoginFailed.Reason.WRONG_PASSWORD);
	}

}
