package io.github.jwtauth.account;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

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

	@Override
	public boolean setPasswordHash(String key, Secret hash) {
		return change(key, (row) -> row.withPasswordHash(hash));
	}

	@Override
	public boolean verifyEmail(String key, EmailAddress expected) {
		return this.transactions
			.statement(() -> hasEmail(key, expected) && change(key, (row) -> row.withEmail(row.email(), true)));
	}

	@Override
	public boolean changeEmail(String key, @Nullable EmailAddress expected, EmailAddress replacement,
			boolean verified) {
		return this.transactions.statement(() -> {
			boolean taken = find((row) -> !row.key().equals(key) && replacement.equals(row.email())).isPresent();
			return !taken && hasEmail(key, expected) && change(key, (row) -> row.withEmail(replacement, verified));
		});
	}

	@Override
	public Optional<String> replaceUnverified(Account account) {
		return this.transactions.statement(() -> {
			Optional<Account> old = find((row) -> Objects.equals(row.email(), account.email()))
				.filter((row) -> row.email() != null && !row.emailVerified());
			boolean taken = find((row) -> !old.equals(Optional.of(row)) && collide(row, account)).isPresent();
			if (old.isEmpty() || taken) {
				return Optional.empty();
			}
			this.rows.remove(old.get().key());
			this.rows.put(account.key(), account);
			return Optional.of(old.get().key());
		});
	}

	@Override
	public boolean updateNames(String key, @Nullable String username, @Nullable String firstName,
			@Nullable String lastName) {
		return this.transactions.statement(() -> {
			boolean taken = username != null
					&& find((row) -> !row.key().equals(key) && canonical(username).equals(canonical(row.username())))
						.isPresent();
			return !taken && change(key, (row) -> row.withUsername(username).withName(firstName, lastName));
		});
	}

	@Override
	public boolean setStatus(String key, AccountStatus status) {
		return change(key, (row) -> row.withStatus(status));
	}

	@Override
	public boolean setRoles(String key, Collection<String> roles) {
		return change(key, (row) -> row.withRoles(roles));
	}

	@Override
	public boolean delete(String key) {
		return this.transactions.statement(() -> this.rows.remove(key) != null);
	}

	/** For the directory beside it. */
	List<Account> all() {
		return this.transactions.statement(() -> List.copyOf(this.rows.values()));
	}

	private boolean hasEmail(String key, @Nullable EmailAddress expected) {
		Account row = this.rows.get(key);
		return row != null && Objects.equals(expected, row.email());
	}

	private boolean change(String key, UnaryOperator<Account> change) {
		return this.transactions
			.statement(() -> this.rows.computeIfPresent(key, (found, row) -> change.apply(row)) != null);
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
