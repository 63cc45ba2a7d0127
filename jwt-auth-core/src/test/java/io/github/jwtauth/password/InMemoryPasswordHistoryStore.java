package io.github.jwtauth.password;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.Secret;

/**
 * Former passwords in memory. Safe for use by many threads.
 */
public final class InMemoryPasswordHistoryStore implements PasswordHistoryStore {

	private final InMemoryTransactions transactions;

	private final Map<AccountId, List<Secret>> rows;

	public InMemoryPasswordHistoryStore(InMemoryTransactions transactions) {
		this.transactions = transactions;
		this.rows = transactions.table();
	}

	@Override
	public List<Secret> findLatest(AccountId accountId, int limit) {
		return this.transactions
			.statement(() -> this.rows.getOrDefault(accountId, List.of()).stream().limit(limit).toList());
	}

	@Override
	public void add(AccountId accountId, Secret hash, Instant at, int keep) {
		this.transactions.statement(() -> this.rows.put(accountId,
				Stream.concat(Stream.of(hash), this.rows.getOrDefault(accountId, List.of()).stream())
					.limit(keep)
					.toList()));
	}

	@Override
	public int removeAll(AccountId accountId) {
		return this.transactions.statement(() -> {
			List<Secret> removed = this.rows.remove(accountId);
			return (removed != null) ? removed.size() : 0;
		});
	}

}
