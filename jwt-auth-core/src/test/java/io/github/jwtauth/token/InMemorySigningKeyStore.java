package io.github.jwtauth.token;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.InMemoryTransactions;

/**
 * Signing keys in memory. Safe for use by many threads.
 */
public final class InMemorySigningKeyStore implements SigningKeyStore {

	private final InMemoryTransactions transactions;

	private final Map<String, StoredSigningKey> rows;

	public InMemorySigningKeyStore(InMemoryTransactions transactions) {
		this.transactions = transactions;
		this.rows = transactions.table();
	}

	@Override
	public List<StoredSigningKey> findAll() {
		return this.transactions.statement(
				() -> this.rows.values().stream().sorted(Comparator.comparingInt(StoredSigningKey::sequence)).toList());
	}

	@Override
	public boolean insertIfAbsent(StoredSigningKey key) {
		return this.transactions.statement(() -> {
			if (this.rows.values().stream().anyMatch((row) -> row.sequence() == key.sequence())) {
				return false;
			}
			return this.rows.putIfAbsent(key.kid(), key) == null;
		});
	}

	@Override
	public void reseal(String kid, byte[] sealedPrivateKey) {
		this.transactions.statement(
				() -> this.rows.computeIfPresent(kid, (same, row) -> new StoredSigningKey(row.kid(), row.algorithm(),
						row.sequence(), row.publicKey(), sealedPrivateKey, row.createdAt(), row.activeFrom())));
	}

	@Override
	public void delete(String kid) {
		this.transactions.statement(() -> this.rows.remove(kid));
	}

}
