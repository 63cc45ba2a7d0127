package io.github.jwtauth.test;

import java.util.List;
import java.util.UUID;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.RawPassword;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Adds accounts that can log in, without the walk of a registration. Where accounts are
 * the application's own ({@code jwtauth.accounts}), they go to its {@code AccountStore}
 * if that can take them.
 */
public final class TestAccounts {

	/** What they all log in with. */
	public static final String PASSWORD = "correct horse battery staple";

	private final ObjectProvider<AccountStore> accounts;

	private final ObjectProvider<Passwords> passwords;

	TestAccounts(ObjectProvider<AccountStore> accounts, ObjectProvider<Passwords> passwords) {
		this.accounts = accounts;
		this.passwords = passwords;
	}

	/**
	 * Adds an active account with a proven address and {@link #PASSWORD}.
	 * @param email its address
	 * @param roles its roles, without prefix; may be none
	 * @return its key, as {@code AccountStore} knows it
	 * @throws IllegalStateException when the address has an account
	 */
	public String add(String email, String... roles) {
		Secret hash = this.passwords.getObject().encode(RawPassword.of(Secret.of(PASSWORD), "password"));
		Account account = Account.withKey(UUID.randomUUID().toString())
			.withEmail(EmailAddress.of(email), true)
			.withPasswordHash(hash)
			.withRoles(List.of(roles));
		if (!this.accounts.getObject().insertIfAbsent(account)) {
			throw new IllegalStateException(email + " has an account");
		}
		return account.key();
	}

}
