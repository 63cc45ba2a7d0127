package io.github.jwtauth.benchmarks.host;

import java.util.List;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.RawPassword;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Accounts that hold the sessions of the load, and others that log in under load: their
 * many sessions would push out those of the first.
 */
@Component
public class BenchmarkAccounts implements SmartInitializingSingleton {

	/** As many as there may be connections, of each kind. */
	public static final int CONNECTIONS = 64;

	/** Of every account. */
	public static final String PASSWORD = "nothing worth stealing here";

	private final AccountStore accounts;

	private final Passwords passwords;

	BenchmarkAccounts(AccountStore accounts, Passwords passwords) {
		this.accounts = accounts;
		this.passwords = passwords;
	}

	/**
	 * What the owner of an account logs in with.
	 * @param number of the account
	 * @return the address
	 */
	public static String email(int number) {
		return "bench-" + number + "@example.com";
	}

	/** One hash for all: making them is not what is measured. */
	@Override
	public void afterSingletonsInstantiated() {
		Secret hash = this.passwords.encode(RawPassword.of(Secret.of(PASSWORD), "password"));
		for (int i = 0; i < 2 * CONNECTIONS; i++) {
			this.accounts.insertIfAbsent(Account.withKey("bench-" + i)
				.withEmail(EmailAddress.of(email(i)), true)
				.withPasswordHash(hash)
				.withRoles(List.of("USER")));
		}
	}

}
