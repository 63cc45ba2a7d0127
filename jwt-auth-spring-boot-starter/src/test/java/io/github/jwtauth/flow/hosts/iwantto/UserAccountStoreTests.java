package io.github.jwtauth.flow.hosts.iwantto;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.ExistingAccountsContract;
import io.github.jwtauth.boot.jpa.TestDatabases;
import io.github.jwtauth.flow.hosts.iwantto.OwnUsersHost.UserAccountStore;
import org.junit.jupiter.api.Nested;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The contract of the test-jar over a host's own table, as {@code docs/i-want-to.md}
 * shows it: numbers for keys, two states, no usernames.
 */
class UserAccountStoreTests {

	abstract static class Users extends ExistingAccountsContract {

		private final AtomicLong ids = new AtomicLong();

		private final JdbcClient jdbc;

		private final AccountStore store;

		Users(Map<String, String> database) {
			this.jdbc = JdbcClient.create(new DriverManagerDataSource(database.get("spring.datasource.url"),
					database.get("spring.datasource.username"), database.get("spring.datasource.password")));
			this.store = new UserAccountStore(this.jdbc);
		}

		@Override
		protected AccountStore store() {
			return this.store;
		}

		@Override
		protected void given(Account account) {
			Secret hash = account.passwordHash();
			this.jdbc
				.sql("insert into users (id, email, email_confirmed, password, enabled, roles) values (?,?,?,?,?,?)")
				.param(Long.valueOf(account.key()))
				.param(emailText(account))
				.param(account.emailVerified())
				.param((hash != null) ? hash.reveal() : null)
				.param(account.status() == AccountStatus.ACTIVE)
				.param(String.join(",", account.roles()))
				.update();
		}

		@Override
		protected String newKey() {
			return Long.toString(this.ids.incrementAndGet());
		}

		@Override
		protected List<AccountStatus> states() {
			return List.of(AccountStatus.ACTIVE, AccountStatus.DISABLED);
		}

		private static String emailText(Account account) {
			return Objects.requireNonNull(account.email()).value();
		}

	}

	@Nested
	class OnH2 extends Users {

		OnH2() {
			super(TestDatabases.h2());
		}

	}

	@Nested
	class OnPostgres extends Users {

		OnPostgres() {
			super(TestDatabases.postgres());
		}

	}

}
