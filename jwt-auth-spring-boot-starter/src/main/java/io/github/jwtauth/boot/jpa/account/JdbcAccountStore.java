package io.github.jwtauth.boot.jpa.account;

import java.sql.Types;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.Username;
import io.github.jwtauth.boot.jpa.AuthDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
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

	private static final String REPLACE = """
			update jwtauth_account set account_key = :key, email = :email, email_canonical = :email_canonical,
			 email_verified = :email_verified, username = :username, username_canonical = :username_canonical,
			 first_name = :first_name, last_name = :last_name, password_hash = :password_hash, status = :status,
			 roles = :roles where account_key = :old""";

	private static final int LOOKS = 50;

	private final AuthDatabase database;

	private final JdbcAccountTable table;

	private final CanonicalEmail canonical;

	JdbcAccountStore(AuthDatabase database, JdbcAccountTable table, CanonicalEmail canonical) {
		this.database = database;
		this.canonical = canonical;
		this.table = table;
	}

	@Override
	public Optional<Account> findByIdentifier(String identifier) {
		return AccountIdentifier.of(identifier, this.canonical)
			.flatMap((found) -> find(found.column() + " = ?", found.canonical()));
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

	@Override
	public boolean setPasswordHash(String key, Secret hash) {
		return this.database.updateOne("jwtauth_account", "password_hash = :hash", "account_key = :key",
				(statement) -> statement.param("hash", hash.reveal()).param("key", key));
	}

	@Override
	public boolean verifyEmail(String key, EmailAddress expected) {
		return this.database.updateOne("jwtauth_account", "email_verified = true",
				"account_key = :key and email_canonical = :expected",
				(statement) -> statement.param("key", key).param("expected", this.canonical.of(expected)));
	}

	@Override
	public boolean changeEmail(String key, @Nullable EmailAddress expected, EmailAddress replacement,
			boolean verified) {
		if (isTaken("email_canonical", this.canonical.of(replacement), key)) {
			return false;
		}
		return decided(() -> this.database.updateOne("jwtauth_account",
				"email = :email, email_canonical = :canonical, email_verified = :verified",
				"account_key = :key and email_canonical " + ((expected != null) ? "= :expected" : "is null"),
				(statement) -> statement.param("email", replacement.value())
					.param("canonical", this.canonical.of(replacement))
					.param("verified", verified)
					.param("key", key)
					.params((expected != null) ? Map.of("expected", this.canonical.of(expected)) : Map.of())));
	}

	@Override
	public Optional<String> replaceUnverified(Account account) {
		EmailAddress email = Objects.requireNonNull(account.email(), "email");
		Optional<String> old = lockUnverified(this.canonical.of(email));
		String username = canonicalUsername(account);
		if (old.isEmpty() || isTaken("account_key", account.key(), old.get())
				|| (username != null && isTaken("username_canonical", username, old.get()))) {
			return Optional.empty();
		}
		boolean replaced = decided(() -> this.database
			.call((db) -> parameters(db.sql(REPLACE), account).param("old", old.get()).update() == 1));
		return replaced ? old : Optional.empty();
	}

	/**
	 * MariaDB finds nothing when the row that it waited for has moved to another key: the
	 * next statement sees it there.
	 */
	private Optional<String> lockUnverified(String email) {
		for (int look = 0; look < LOOKS; look++) {
			Optional<String> locked = unverified(email, " for update");
			if (locked.isPresent() || unverified(email, "").isEmpty()) {
				return locked;
			}
		}
		throw new ConcurrencyFailureException("others replace the account all the time");
	}

	private Optional<String> unverified(String email, String lock) {
		return this.database.call((db) -> db
			.sql("select account_key from jwtauth_account where email_canonical = :email and email_verified = false"
					+ lock)
			.param("email", email)
			.query(String.class)
			.optional());
	}

	@Override
	public boolean updateNames(String key, @Nullable String username, @Nullable String firstName,
			@Nullable String lastName) {
		String canonical = (username != null) ? new Username(username).canonical() : null;
		if (canonical != null && isTaken("username_canonical", canonical, key)) {
			return false;
		}
		return decided(() -> this.database.updateOne("jwtauth_account",
				"username = :username, username_canonical = :canonical, first_name = :first, last_name = :last",
				"account_key = :key",
				(statement) -> statement.param("username", username, Types.VARCHAR)
					.param("canonical", canonical, Types.VARCHAR)
					.param("first", firstName, Types.VARCHAR)
					.param("last", lastName, Types.VARCHAR)
					.param("key", key)));
	}

	@Override
	public boolean setStatus(String key, AccountStatus status) {
		return this.database.updateOne("jwtauth_account", "status = :status", "account_key = :key",
				(statement) -> statement.param("status", status.name()).param("key", key));
	}

	@Override
	public boolean setRoles(String key, Collection<String> roles) {
		String written = JdbcAccountTable.writeRoles(roles);
		return this.database.updateOne("jwtauth_account", "roles = :roles", "account_key = :key",
				(statement) -> statement.param("roles", written).param("key", key));
	}

	@Override
	public boolean delete(String key) {
		return this.database.call(
				(db) -> db.sql("delete from jwtauth_account where account_key = :key").param("key", key).update() == 1);
	}

	/** So that the usual case needs no failed statement; the unique column decides. */
	private boolean isTaken(String column, String value, String exceptKey) {
		return this.database.call((db) -> !db
			.sql("select account_key from jwtauth_account where " + column + " = :value and account_key <> :key")
			.param("value", value)
			.param("key", exceptKey)
			.query()
			.listOfRows()
			.isEmpty());
	}

	/**
	 * Somebody was faster, after we looked: whoever runs the transaction tries again, and
	 * sees it then.
	 */
	private static boolean decided(BooleanSupplier update) {
		try {
			return update.getAsBoolean();
		}
		catch (DuplicateKeyException ex) {
			throw new ConcurrencyFailureException("another transaction took the address or the username", ex);
		}
	}

	private static @Nullable String canonicalUsername(Account account) {
		return (account.username() != null) ? new Username(account.username()).canonical() : null;
	}

	private Optional<Account> find(String condition, String value) {
		return this.database.call((db) -> db.sql(SELECT + condition)
			.param(value)
			.query((row, number) -> Objects.requireNonNull(this.table.read(row)))
			.optional());
	}

	private StatementSpec parameters(StatementSpec statement, Account account) {
		EmailAddress email = account.email();
		return statement.param("email", (email != null) ? email.value() : null, Types.VARCHAR)
			.param("email_canonical", (email != null) ? this.canonical.of(email) : null, Types.VARCHAR)
			.param("username", account.username(), Types.VARCHAR)
			.param("username_canonical", canonicalUsername(account), Types.VARCHAR)
			.param("first_name", account.firstName(), Types.VARCHAR)
			.param("last_name", account.lastName(), Types.VARCHAR)
			.param("password_hash", (account.passwordHash() != null) ? account.passwordHash().reveal() : null,
					Types.VARCHAR)
			.param("key", account.key())
			.param("email_verified", account.emailVerified())
			.param("status", account.status().name())
			.param("roles", JdbcAccountTable.writeRoles(account.roles()));
	}

}
