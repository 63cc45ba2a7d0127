package io.github.jwtauth.boot.jpa;

import java.time.Instant;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.administration.AdministratorStore;

import org.springframework.dao.ConcurrencyFailureException;

/**
 * The lock is a row of {@code jwtauth_task} that nobody leases; used setup tokens stand
 * in {@code jwtauth_admin_setup}. One row for all, and not those of the administrators: a
 * row that does not have the role yet, or any more, cannot be locked for having it.
 */
final class JdbcAdministratorStore implements AdministratorStore {

	static final String LOCK = "administrators";

	private static final UUID NOBODY = new UUID(0, 0);

	private final AuthDatabase database;

	private final Times times;

	JdbcAdministratorStore(AuthDatabase database) {
		this.database = database;
		this.times = database.dialect().times();
	}

	/**
	 * Looks before it inserts: on MariaDB a duplicate leaves a lock that others share.
	 */
	@Override
	public void lock() {
		if (!taken()) {
			this.database.insertIfAbsent(
					"insert into jwtauth_task (name, holder, leased_until) values (:name, :holder, :until)",
					(statement) -> statement.param("name", LOCK)
						.param("holder", NOBODY)
						.param("until", this.times.of(Instant.EPOCH.plusSeconds(1))));
			if (!taken()) {
				throw new ConcurrencyFailureException("another transaction made the row, out of our sight");
			}
		}
	}

	@Override
	public boolean useSetupToken(byte[] tokenHash, AccountId accountId, Instant at) {
		return this.database.insertIfAbsent(
				"insert into jwtauth_admin_setup (token_hash, account_id, used_at) values (:hash, :account, :at)",
				(statement) -> statement.param("hash", tokenHash)
					.param("account", accountId.value())
					.param("at", this.times.of(at)));
	}

	@Override
	public boolean isSetupTokenUsed(byte[] tokenHash) {
		return this.database.call((db) -> !db.sql("select account_id from jwtauth_admin_setup where token_hash = :hash")
			.param("hash", tokenHash)
			.query()
			.listOfRows()
			.isEmpty());
	}

	private boolean taken() {
		return this.database.call((db) -> !db.sql("select name from jwtauth_task where name = :name for update")
			.param("name", LOCK)
			.query()
			.listOfRows()
			.isEmpty());
	}

}
