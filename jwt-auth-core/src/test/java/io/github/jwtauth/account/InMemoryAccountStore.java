package io.github.jwtauth.account;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Accounts in memory. Safe for use by many threads.
 */
public final class InMemoryAccountStore implements AccountStore {

	private final InMemoryTransactions transactions;

	private final Map<String, Account> rows;

	public InMemoryAccountStore(InMemoryTransactions transactions) {
		this.transactions = transactions;
		this.rows = transactions.table();
	}

	@Override
	public Optional<Account> findByIdentifier(String identifier) {
		Optional<EmailAddress> email = EmailAddress.parse(identifier);
		return this.transactions.statement(() -> email.isPresent() ? find((row) -> email.get().equals(row.email()))
				: find((row) -> canonical(identifier).equals(canonical(row.username()))));
	}

	@Override
	public Optional<Account> findByKey(String key) {
		return this.transactions.statement(() -> Optional.ofNullable(this.rows.get(key)));
	}

	@Override
	public boolean insertIfAbsent(Account account) {
		return this.transactions.statement(() -> {
			if (find((row) -> collide(row, account)).isPresent()) {
				return false;
			}
			this.rows.put(account.key(), account);
			return true;
		});
	}

	@Override
	public boolean replacePasswordHash(String key, Secret expected, Secret replacement) {
		return this.transactions.statement(() -> {
			Account row = this.rows.get(key);
			if (row == null || !expected.equals(row.passwordHash())) {
				return false;
			}
			this.rows.put(key, row.withPasswordHash(replacement));
			return true;
		});
	}

	/**
	 * What a host does to its own table.
	 * @param account the account as it is from now on
	 */
	public void save(Account account) {
		this.transactions.statement(() -> this.rows.put(account.key(), account));
	}

	/**
	 * What a host does to its own table.
	 * @param key the account that is no more
	 */
	public void delete(String key) {
		this.transactions.statement(() -> this.rows.remove(key));
	}

	private Optional<Account> find(Predicate<Account> condition) {
		return this.rows.values().stream().filter(condition).findFirst();
	}

	private static boolean collide(Account one, Account other) {
		return one.key().equals(other.key()) || (one.email() != null && one.email().equals(other.email()))
				|| (one.username() != null && Objects.equals(canonical(one.username()), canonical(other.username())));
	}

	private static @Nullable String canonical(@Nullable String username) {
		return (username != null) ? username.toLowerCase(Locale.ROOT) : null;
	}

}
