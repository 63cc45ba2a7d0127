package io.github.jwtauth.sample;

import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.RawPassword;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.stereotype.Component;

/**
 * Two accounts with a password that everybody knows, on the in-memory database only.
 * Found in any other database, they stop the start.
 */
@Component
class DemoAccounts implements SmartInitializingSingleton {

	private static final String USER = "demo@example.com";

	private static final String ADMIN = "admin@example.com";

	private static final String PASSWORD = "correct horse battery staple";

	private final AccountStore accounts;

	private final Passwords passwords;

	private final DataSource dataSource;

	DemoAccounts(AccountStore accounts, Passwords passwords, DataSource dataSource) {
		this.accounts = accounts;
		this.passwords = passwords;
		this.dataSource = dataSource;
	}

	/** Before the port opens. */
	@Override
	public void afterSingletonsInstantiated() {
		if (EmbeddedDatabaseConnection.isEmbedded(this.dataSource)) {
			insert(USER, List.of("USER"));
			insert(ADMIN, List.of("USER", "ADMIN"));
		}
		else {
			refuse(USER);
			refuse(ADMIN);
		}
	}

	private void insert(String email, List<String> roles) {
		RawPassword password = RawPassword.of(Secret.of(PASSWORD), "password");
		this.accounts.insertIfAbsent(Account.withKey(UUID.randomUUID().toString())
			.withEmail(EmailAddress.of(email), true)
			.withPasswordHash(this.passwords.encode(password))
			.withRoles(roles));
	}

	private void refuse(String email) {
		if (this.accounts.findByIdentifier(email).isPresent()) {
			throw new IllegalStateException("The demo account " + email
					+ ", whose password everybody knows, is in a database that is not in memory. Delete it.");
		}
	}

}
