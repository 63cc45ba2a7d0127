package io.github.jwtauth.boot.jpa.account;

import java.sql.Types;
import java.util.Objects;
import java.util.Optional;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.Username;
import io.github.jwtauth.boot.jpa.AuthDatabase;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Accounts in {@code jwtauth_account}, unique by canonical address and canonical username
 * (decisions 15 and 25).
 */
final class JdbcAccountStore implements AccountStore {

	private static final String SELECT = "select " + JdbcAccountTable.COLUMNS + " from jwtauth_account a where ";

	private static final String INSERT = """
			insert into jwtauth_account (account_key, email, email_canonical, email_verified, username,
			 username_canonical, first_name, last_name, password_hash, status, roles)
			values (:key, :email, :email_canonical, :email_verified, :username, :username_canonical, :first_name,
			 :last_name, :password_hash, :status, :roles)""";

	private final AuthDatabase database;

	private final JdbcAccountTable table;

	JdbcAccountStore(AuthDatabase database, JdbcAccountTable table) {
		this.database = database;
		this.table = table;
	}

	@Override
	public Optional<Account> findByIdentifier(String identifier) {
		return AccountIdentifier.of(identifier).flatMap((found) -> find(found.column() + " = ?", found.canonical()));
	}

	@Override
	public Optional<Account> findByKey(String key) {
		return find("account_key = ?", key);
	}

	@Override
	public boolean insertIfAbsent(Account account) {
		return this.database.insertIfAbsent(INSERT, (statement) -> parameters(statement, account));
	}

	@Override
	public boolean replacePasswordHash(String key, Secret expected, Secret replacement) {
		return this.database.updateOne("jwtauth_account", "password_hash = :replacement",
				"account_key = :key and password_hash = :expected",
				(statement) -> statement.param("replacement", replacement.reveal())
					.param("key", key)
					.param("expected", expected.reveal()));
	}

	private Optional<Account> find(String condition, String value) {
		return this.database.call((db) -> db.sql(SELECT + condition)
			.param(value)
			.query((row, number) -> Objects.requireNonNull(this.table.read(row)))
			.optional());
	}

	private static StatementSpec parameters(StatementSpec statement, Account account) {
		EmailAddress email = account.email();
		Username username = (account.username() != null) ? new Username(account.username()) : null;
		return statement.param("email", (email != null) ? email.value() : null, Types.VARCHAR)
			.param("email_canonical", (email != null) ? email.canonical() : null, Types.VARCHAR)
			.param("username", account.username(), Types.VARCHAR)
			.param("username_canonical", (username != null) ? username.canonical() : null, Types.VARCHAR)
			.param("first_name", account.firstName(), Types.VARCHAR)
			.param("last_name", account.lastName(), Types.VARCHAR)
			.param("password_hash", (account.passwordHash() != null) ? account.passwordHash().reveal() : null,
					Types.VARCHAR)
			.param("key", account.key())
			.param("email_verified", account.emailVerified())
			.param("status", account.status().name())
			.param("roles", JdbcAccountTable.writeRoles(account));
	}

}
