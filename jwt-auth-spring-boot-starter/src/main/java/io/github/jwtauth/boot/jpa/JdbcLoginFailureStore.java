package io.github.jwtauth.boot.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.protection.LoginFailureKey;
import io.github.jwtauth.protection.LoginFailureStore;
import io.github.jwtauth.protection.LoginFailures;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Failed logins in {@code jwtauth_login_failure}.
 */
final class JdbcLoginFailureStore implements LoginFailureStore {

	private static final String TABLE = "jwtauth_login_failure";

	private static final String INSERT = """
			insert into jwtauth_login_failure (failure_key, account_id, recent_count, total_count, pending_count,
			 counted_since, blocked_until, last_at)
			values (:key, %s, :recent, :total, :pending, :since, :blocked, :last)""";

	/** The values that were read are the lock: they change with every guess. */
	private static final String REPLACE = """
			update jwtauth_login_failure set recent_count = :recent, total_count = :total, pending_count = :pending,
			 counted_since = :since, blocked_until = :blocked, last_at = :last
			 where failure_key = :key and recent_count = :readRecent and total_count = :readTotal
			 and pending_count = :readPending and counted_since = :readSince and last_at = :readLast""";

	private static final String SETTLE = """
			update jwtauth_login_failure set pending_count = pending_count - 1
			 where failure_key = :key and counted_since = :since and pending_count > 0""";

	/** Where the guess has set no block it takes none away. */
	private static final String GIVE_BACK = """
			update jwtauth_login_failure set recent_count = recent_count - 1, total_count = total_count - 1,
			 pending_count = pending_count - 1
			 where failure_key = :key and counted_since = :since and pending_count > 0""";

	private static final String GIVE_BACK_WITH_BLOCK = """
			update jwtauth_login_failure set recent_count = recent_count - 1, total_count = total_count - 1,
			 pending_count = pending_count - 1,
			 blocked_until = case when blocked_until = :block then %s else blocked_until end
			 where failure_key = :key and counted_since = :since and pending_count > 0""";

	private static final String OLD = """
			select failure_key from jwtauth_login_failure where last_at < :day
			 and (total_count < 5 or (total_count < 100 and last_at < :month) or last_at < :year)
			 order by last_at fetch first :limit rows only for update skip locked""";

	private final AuthDatabase database;

	private final Times times;

	JdbcLoginFailureStore(AuthDatabase database) {
		this.database = database;
		this.times = database.dialect().times();
	}

	@Override
	public Optional<LoginFailures> find(LoginFailureKey key) {
		requireNoTransaction();
		return this.database.call((db) -> db.sql("select * from " + TABLE + " where failure_key = :key")
			.param("key", key.bytes())
			.query(this::read)
			.optional());
	}

	@Override
	public boolean insertIfAbsent(LoginFailureKey key, @Nullable AccountId owner, LoginFailures first) {
		requireNoTransaction();
		// Drivers do not agree on how to bind an identity that is not there.
		return (owner != null)
				? this.database.insertIfAbsent(INSERT.formatted(":owner"),
						(statement) -> values(statement, key, first).param("owner", owner.value()))
				: this.database.insertIfAbsent(INSERT.formatted("null"), (statement) -> values(statement, key, first));
	}

	@Override
	public boolean replace(LoginFailureKey key, LoginFailures expected, LoginFailures next) {
		requireNoTransaction();
		return this.database.call((db) -> values(db.sql(REPLACE), key, next).param("readRecent", expected.recent())
			.param("readTotal", expected.total())
			.param("readPending", expected.pending())
			.param("readSince", this.times.of(expected.since()))
			.param("readLast", this.times.of(expected.lastAt()))
			.update() == 1);
	}

	@Override
	public void remove(LoginFailureKey key) {
		requireNoTransaction();
		removeAll(List.of(key));
	}

	@Override
	public void settle(LoginFailureKey key, Instant since) {
		update(SETTLE, key, since, Map.of());
	}

	@Override
	public void giveBack(LoginFailureKey key, Instant since, @Nullable Instant block, @Nullable Instant before) {
		if (block == null) {
			update(GIVE_BACK, key, since, Map.of());
		}
		else if (before == null) {
			update(GIVE_BACK_WITH_BLOCK.formatted("null"), key, since, Map.of("block", this.times.of(block)));
		}
		else {
			update(GIVE_BACK_WITH_BLOCK.formatted(":before"), key, since,
					Map.of("block", this.times.of(block), "before", this.times.of(before)));
		}
	}

	@Override
	public Optional<Instant> findLatestBlock(Collection<LoginFailureKey> keys) {
		return this.database.call((db) -> db
			.sql("select blocked_until from " + TABLE + " where failure_key in (:keys) and blocked_until is not null"
					+ " order by blocked_until desc fetch first 1 rows only")
			.param("keys", bytes(keys))
			.query((row, number) -> this.times.read(row, "blocked_until"))
			.optional());
	}

	@Override
	public int removeAll(Collection<LoginFailureKey> keys) {
		return this.database.call((db) -> db.sql("delete from " + TABLE + " where failure_key in (:keys)")
			.param("keys", bytes(keys))
			.update());
	}

	@Override
	public int removeAll(AccountId owner) {
		return this.database.call((db) -> db.sql("delete from " + TABLE + " where account_id = :owner")
			.param("owner", owner.value())
			.update());
	}

	@Override
	public int purge(Instant now, int limit) {
		return this.database.call((db) -> {
			List<byte[]> old = db.sql(OLD)
				.param("day", this.times.of(now.minus(Duration.ofDays(1))))
				.param("month", this.times.of(now.minus(Duration.ofDays(30))))
				.param("year", this.times.of(now.minus(Duration.ofDays(365))))
				.param("limit", limit)
				.query((row, number) -> row.getBytes("failure_key"))
				.list();
			return old.isEmpty() ? 0
					: db.sql("delete from " + TABLE + " where failure_key in (:keys)").param("keys", old).update();
		});
	}

	/** Its rollback would forget a guess. */
	private void requireNoTransaction() {
		if (this.database.transactions().isActive()) {
			throw new IllegalStateException("a transaction is running, and its rollback would forget the guess");
		}
	}

	private void update(String sql, LoginFailureKey key, Instant since, Map<String, Object> blocks) {
		requireNoTransaction();
		this.database.call((db) -> db.sql(sql)
			.param("key", key.bytes())
			.param("since", this.times.of(since))
			.params(blocks)
			.update());
	}

	private StatementSpec values(StatementSpec statement, LoginFailureKey key, LoginFailures failures) {
		Instant blocked = failures.blockedUntil();
		StatementSpec all = statement.param("key", key.bytes())
			.param("recent", failures.recent())
			.param("total", failures.total())
			.param("pending", failures.pending())
			.param("since", this.times.of(failures.since()))
			.param("last", this.times.of(failures.lastAt()));
		return (blocked != null) ? all.param("blocked", this.times.of(blocked))
				: all.param("blocked", null, Types.TIMESTAMP);
	}

	private LoginFailures read(ResultSet row, int number) throws SQLException {
		return new LoginFailures(row.getInt("recent_count"), row.getInt("total_count"), row.getInt("pending_count"),
				this.times.read(row, "counted_since"), this.times.readNullable(row, "blocked_until"),
				this.times.read(row, "last_at"));
	}

	private static List<byte[]> bytes(Collection<LoginFailureKey> keys) {
		return keys.stream().map(LoginFailureKey::bytes).toList();
	}

}
