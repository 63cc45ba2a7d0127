package io.github.jwtauth.administration;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.InMemoryTransactions;

/**
 * Used setup tokens in memory. Transactions run one at a time, so that everybody in one
 * holds the lock. Safe for use by many threads.
 */
public final class InMemoryAdministratorStore implements AdministratorStore {

	private final InMemoryTransactions transactions;

	private final Map<String, AccountId> rows;

	public InMemoryAdministratorStore(InMemoryTransactions transactions) {
		this.transactions = transactions;
		this.rows = transactions.table();
	}

	@Override
	public void lock() {
		if (!this.transactions.isRunning()) {
			throw new IllegalStateException("a lock outside of transactions holds nobody back");
		}
	}

	@Override
	public boolean useSetupToken(byte[] tokenHash, AccountId accountId, Instant at) {
		return this.transactions.statement(() -> this.rows.putIfAbsent(name(tokenHash), accountId) == null);
	}

	@Override
	public boolean isSetupTokenUsed(byte[] tokenHash) {
		return this.transactions.statement(() -> this.rows.containsKey(name(tokenHash)));
	}

	private static String name(byte[] hash) {
		return HexFormat.of().formatHex(hash);
	}

}
