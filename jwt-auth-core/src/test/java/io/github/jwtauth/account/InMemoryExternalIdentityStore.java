package io.github.jwtauth.account;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.InMemoryTransactions;

/**
 * Links in memory. Safe for use by many threads.
 */
public final class InMemoryExternalIdentityStore implements ExternalIdentityStore {

	private final InMemoryTransactions transactions;

	private final Map<ExternalIdentityKey, Link> rows;

	public InMemoryExternalIdentityStore(InMemoryTransactions transactions) {
		this.transactions = transactions;
		this.rows = transactions.table();
	}

	@Override
	public Optional<AccountId> findAccount(ExternalIdentityKey identity) {
		return this.transactions.statement(() -> Optional.ofNullable(this.rows.get(identity)).map(Link::accountId));
	}

	@Override
	public boolean linkIfAbsent(ExternalIdentityKey identity, AccountId accountId, Instant at) {
		return this.transactions.statement(() -> this.rows.putIfAbsent(identity, new Link(accountId, at)) == null);
	}

	@Override
	public boolean unlink(ExternalIdentityKey identity, AccountId accountId) {
		return this.transactions
			.statement(() -> findAll(accountId).contains(identity) && this.rows.remove(identity) != null);
	}

	@Override
	public int unlinkAll(AccountId accountId) {
		return this.transactions.statement(() -> {
			List<ExternalIdentityKey> linked = findAll(accountId);
			linked.forEach(this.rows::remove);
			return linked.size();
		});
	}

	@Override
	public List<ExternalIdentityKey> findAll(AccountId accountId) {
		return this.transactions.statement(() -> this.rows.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().accountId().equals(accountId))
			.sorted(Comparator.comparing((entry) -> entry.getValue().at()))
			.map(Map.Entry::getKey)
			.toList());
	}

	private record Link(AccountId accountId, Instant at) {

	}

}
