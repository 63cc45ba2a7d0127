package io.github.jwtauth.boot.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.mfa.MfaStore;
import io.github.jwtauth.mfa.StoredRecoveryCode;
import io.github.jwtauth.mfa.StoredTotp;

/**
 * Second factors in {@code jwtauth_totp} and {@code jwtauth_recovery_code}.
 */
final class JdbcMfaStore implements MfaStore {

	private static final String INSERT_PENDING = """
			insert into jwtauth_totp (account_id, seed_id, seed_box, last_step, created_at)
			values (:account, :seed, :box, :step, :created)""";

	private static final String REPLACE_PENDING = """
			update jwtauth_totp set seed_id = :seed, seed_box = :box, last_step = :step, created_at = :created
			where account_id = :account and activated_at is null""";

	private static final String ACTIVATE = """
			update jwtauth_totp set activated_at = :at, last_step = :step
			where account_id = :account and seed_id = :seed and activated_at is null""";

	private static final String CONSUME = """
			update jwtauth_totp set last_step = :step
			where account_id = :account and seed_id = :seed and activated_at is not null and last_step < :step""";

	private static final String FORGOTTEN = """
			select account_id from jwtauth_totp where created_at < :before and activated_at is null
			order by created_at fetch first :limit rows only for update skip locked""";

	private final AuthDatabase database;

	private final Times times;

	JdbcMfaStore(AuthDatabase database) {
		this.database = database;
		this.times = database.dialect().times();
	}

	@Override
	public Optional<StoredTotp> findTotp(AccountId accountId) {
		return this.database
			.call((db) -> db
				.sql("select seed_id, seed_box, last_step, created_at, activated_at from jwtauth_totp"
						+ " where account_id = :account")
				.param("account", accountId.value())
				.query(this::read)
				.optional());
	}

	/** The caller's lock lets nobody in between the two. */
	@Override
	public boolean putPending(AccountId accountId, StoredTotp totp) {
		return put(REPLACE_PENDING, accountId, totp) || this.database.insertIfAbsent(INSERT_PENDING,
				(statement) -> statement.param("account", accountId.value())
					.param("seed", totp.seedId())
					.param("box", totp.box())
					.param("step", totp.lastStep())
					.param("created", this.times.of(totp.createdAt())));
	}

	private boolean put(String sql, AccountId accountId, StoredTotp totp) {
		return this.database.call((db) -> db.sql(sql)
			.param("account", accountId.value())
			.param("seed", totp.seedId())
			.param("box", totp.box())
			.param("step", totp.lastStep())
			.param("created", this.times.of(totp.createdAt()))
			.update() == 1);
	}

	@Override
	public boolean activate(AccountId accountId, UUID seedId, long step, Instant at) {
		return this.database.call((db) -> db.sql(ACTIVATE)
			.param("account", accountId.value())
			.param("seed", seedId)
			.param("step", step)
			.param("at", this.times.of(at))
			.update() == 1);
	}

	@Override
	public boolean consumeStep(AccountId accountId, UUID seedId, long step) {
		return this.database.call((db) -> db.sql(CONSUME)
			.param("account", accountId.value())
			.param("seed", seedId)
			.param("step", step)
			.update() == 1);
	}

	/** Two statements, because what counts is whether an active one was there. */
	@Override
	public boolean removeTotp(AccountId accountId) {
		boolean active = remove("delete from jwtauth_totp where account_id = :account and activated_at is not null",
				accountId) == 1;
		remove("delete from jwtauth_totp where account_id = :account", accountId);
		return active;
	}

	@Override
	public long countActive() {
		return this.database.call((db) -> db.sql("select count(*) from jwtauth_totp where activated_at is not null")
			.query(Long.class)
			.single());
	}

	@Override
	public List<StoredRecoveryCode> findRecoveryCodes(AccountId accountId) {
		return this.database
			.call((db) -> db.sql("select code_id, code_box from jwtauth_recovery_code where account_id = :account")
				.param("account", accountId.value())
				.query((row, number) -> new StoredRecoveryCode(uuid(row, "code_id"), bytes(row, "code_box")))
				.list());
	}

	@Override
	public void replaceRecoveryCodes(AccountId accountId, List<StoredRecoveryCode> codes) {
		remove("delete from jwtauth_recovery_code where account_id = :account", accountId);
		codes.forEach((code) -> this.database.call((db) -> db
			.sql("insert into jwtauth_recovery_code (code_id, account_id, code_box) values (:id, :account, :box)")
			.param("id", code.id())
			.param("account", accountId.value())
			.param("box", code.box(), Types.VARBINARY)
			.update()));
	}

	@Override
	public boolean consumeRecoveryCode(AccountId accountId, UUID codeId) {
		return this.database
			.call((db) -> db.sql("delete from jwtauth_recovery_code where code_id = :id and account_id = :account")
				.param("id", codeId)
				.param("account", accountId.value())
				.update() == 1);
	}

	@Override
	public int purgePending(Instant createdBefore, int limit) {
		return this.database.call((db) -> {
			List<UUID> forgotten = db.sql(FORGOTTEN)
				.param("before", this.times.of(createdBefore))
				.param("limit", limit)
				.query((row, number) -> uuid(row, "account_id"))
				.list();
			return forgotten.isEmpty() ? 0
					: db.sql("delete from jwtauth_totp where account_id in (:accounts) and activated_at is null")
						.param("accounts", forgotten)
						.update();
		});
	}

	private int remove(String sql, AccountId accountId) {
		return this.database.call((db) -> db.sql(sql).param("account", accountId.value()).update());
	}

	private StoredTotp read(ResultSet row, int number) throws SQLException {
		return new StoredTotp(uuid(row, "seed_id"), bytes(row, "seed_box"), row.getLong("last_step"),
				this.times.read(row, "created_at"),
				(row.getObject("activated_at") != null) ? this.times.read(row, "activated_at") : null);
	}

	private static UUID uuid(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(row.getObject(column, UUID.class), column);
	}

	private static byte[] bytes(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(row.getBytes(column), column);
	}

}
