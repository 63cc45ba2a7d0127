package io.github.jwtauth.account;

import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.InMemoryTransactions;
import org.jspecify.annotations.Nullable;

/**
 * Details in memory. Safe for use by many threads.
 */
public final class InMemoryAccountDetailsStore implements AccountDetailsStore {

	private final InMemoryTransactions transactions;

	private final Map<AccountId, AccountDetails> rows;

	public InMemoryAccountDetailsStore(InMemoryTransactions transactions) {
		this.transactions = transactions;
		this.rows = transactions.table();
	}

	@Override
	public AccountDetails find(AccountId id) {
		return this.transactions.statement(() -> this.rows.getOrDefault(id, AccountDetails.NONE));
	}

	@Override
	public void save(AccountId id, AccountDetails details) {
		change(id, (row) -> details);
	}

	@Override
	public void emailVerified(AccountId id, Instant at) {
		change(id, (row) -> new AccountDetails(row.registeredAt(), at, row.passwordChangedAt(), row.locale(),
				row.timeZone(), row.terms(), row.privacyPolicy(), row.extra()));
	}

	@Override
	public void passwordChanged(AccountId id, Instant at) {
		change(id, (row) -> new AccountDetails(row.registeredAt(), row.emailVerifiedAt(), at, row.locale(),
				row.timeZone(), row.terms(), row.privacyPolicy(), row.extra()));
	}

	@Override
	public void savePreferences(AccountId id, @Nullable String locale, @Nullable String timeZone,
			Map<String, String> extra) {
		change(id, (row) -> new AccountDetails(row.registeredAt(), row.emailVerifiedAt(), row.passwordChangedAt(),
				locale, timeZone, row.terms(), row.privacyPolicy(), extra));
	}

	@Override
	public void remove(AccountId id) {
		this.transactions.statement(() -> this.rows.remove(id));
	}

	private void change(AccountId id, UnaryOperator<AccountDetails> change) {
		this.transactions.statement(() -> this.rows.put(id, change.apply(find(id))));
	}

}
