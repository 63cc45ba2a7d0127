package io.github.jwtauth.boot.jpa;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.password.PasswordHistoryStore;

/**
 * Former passwords in {@code jwtauth_password_history}.
 */
final class JdbcPasswordHistoryStore implements PasswordHistoryStore {

	private static final String NEWEST = " from jwtauth_password_history where account_id = :account"
			+ " order by replaced_at desc, history_id fetch first :limit rows only";

	private final AuthDatabase database;

	private final RandomBytes random;

	private final Times times;

	JdbcPasswordHistoryStore(AuthDatabase database, RandomBytes random) {
		this.database = database;
		this.random = random;
		this.times = database.dialect().times();
	}

	@Override
	public List<Secret> findLatest(AccountId accountId, int limit) {
		return this.database.call((db) -> db.sql("select password_hash" + NEWEST)
			.param("account", accountId.value())
			.param("limit", limit)
			.query((row, number) -> Secret.of(row.getString("password_hash")))
			.list());
	}

	@Override
	public void add(AccountId accountId, Secret hash, Instant at, int keep) {
		if (keep == 0) {
			removeAll(accountId);
			return;
		}
		this.database.call((db) -> db
			.sql("insert into jwtauth_password_history (history_id, account_id, password_hash, replaced_at)"
					+ " values (:id, :account, :hash, :at)")
			.param("id", AccountId.random(this.random).value())
			.param("account", accountId.value())
			.param("hash", hash.reveal())
			.param("at", this.times.of(at))
			.update());
		forgetAllBut(accountId, keep);
	}

	@Override
	public int removeAll(AccountId accountId) {
		return this.database.call((db) -> db.sql("delete from jwtauth_password_history where account_id = :account")
			.param("account", accountId.value())
			.update());
	}

	/** Two statements, because MariaDB limits no subquery. */
	private void forgetAllBut(AccountId accountId, int keep) {
		List<UUID> kept = this.database.call((db) -> db.sql("select history_id" + NEWEST)
			.param("account", accountId.value())
			.param("limit", keep)
			.query((row, number) -> row.getObject("history_id", UUID.class))
			.list());
		this.database.call((db) -> db
			.sql("delete from jwtauth_password_history where account_id = :account and history_id not in (:kept)")
			.param("account", accountId.value())
			.param("kept", kept)
			.update());
	}

}
