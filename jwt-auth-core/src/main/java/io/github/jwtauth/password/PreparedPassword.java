package io.github.jwtauth.password;

import java.util.Objects;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A new password that has passed every rule and only has to be stored.
 *
 * @param account whose, as it was when the password was judged
 * @param hash encoded
 * @param remembered the hash that goes into the history, or {@code null} for none
 */
public record PreparedPassword(KnownAccount account, Secret hash, @Nullable Secret remembered) {

	public PreparedPassword {
		Objects.requireNonNull(account, "account");
		Objects.requireNonNull(hash, "hash");
	}

	/**
	 * The same where the present password was somebody else's.
	 * @return a copy that remembers nothing
	 */
	PreparedPassword withoutPast() {
		return new PreparedPassword(this.account, this.hash, null);
	}

	/**
	 * The account as it is once the password is stored.
	 * @return a copy
	 */
	public KnownAccount changed() {
		Subject before = this.account.subject();
		Account account = this.account.account().withPasswordHash(this.hash);
		return new KnownAccount(new Subject(before.id(), before.accountKey(), before.credentialVersion() + 1), account);
	}

	/** Hashes are secrets. */
	@Override
	public String toString() {
		return "PreparedPassword[" + this.account.id() + "]";
	}

}
