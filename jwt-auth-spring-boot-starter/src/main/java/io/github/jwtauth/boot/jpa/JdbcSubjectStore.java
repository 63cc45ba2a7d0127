package io.github.jwtauth.boot.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.account.SubjectStore;

import org.springframework.dao.ConcurrencyFailureException;

/**
 * Subjects in {@code jwtauth_subject}.
 */
final class JdbcSubjectStore implements SubjectStore {

	private static final String SELECT = "select account_id, host_id, credential_version, "
			+ "password_change_required, last_login_at from jwtauth_subject where ";

	private final AuthDatabase database;

	private final RandomBytes random;

	private final Times times;

	private final String voidTokens;

	JdbcSubjectStore(AuthDatabase database, RandomBytes random) {
		this.database = database;
		this.random = random;
		this.times = database.dialect().times();
		String until = "cast(:until as " + this.times.type() + ")";
		this.voidTokens = "tokens_void_until = greatest(coalesce(tokens_void_until, " + until + "), " + until
				+ "), changed_at = " + database.dialect().clock();
	}

	@Override
	public Subject subjectOf(String accountKey) {
		return byKey(accountKey).orElseGet(() -> {
			this.database.insertIfAbsent(
					"insert into jwtauth_subject (account_id, host_id, credential_version) values (:id, :key, 0)",
					(statement) -> statement.param("id", AccountId.random(this.random).value())
						.param("key", accountKey));
			return byKey(accountKey).orElseThrow(
					() -> new ConcurrencyFailureException("another transaction made the subject, out of our sight"));
		});
	}

	@Override
	public Optional<Subject> find(AccountId id) {
		return this.database
			.call((db) -> db.sql(SELECT + "account_id = :id").param("id", id.value()).query(this::read).optional());
	}

	@Override
	public boolean claimLogin(AccountId id, long credentialVersion, Instant at) {
		return this.database.updateOne("jwtauth_subject", "last_login_at = :at, deletion_due_at = null",
				"account_id = :id and credential_version = :version",
				(statement) -> statement.param("at", this.times.of(at))
					.param("id", id.value())
					.param("version", credentialVersion));
	}

	@Override
	public boolean lock(AccountId id) {
		return this.database.call((db) -> db.sql(SELECT + "account_id = :id for update")
			.param("id", id.value())
			.query(this::read)
			.optional()
			.isPresent());
	}

	@Override
	public boolean advanceCredentialVersion(AccountId id) {
		return this.database.call((db) -> db
			.sql("update jwtauth_subject set credential_version = credential_version + 1, deletion_due_at = null"
					+ " where account_id = :id")
			.param("id", id.value())
			.update() == 1);
	}

	@Override
	public boolean voidLogins(AccountId id) {
		return this.database.call((db) -> db
			.sql("update jwtauth_subject set credential_version = credential_version + 1 where account_id = :id")
			.param("id", id.value())
			.update() == 1);
	}

	@Override
	public boolean voidAccessTokens(AccountId id, Instant until) {
		return this.database.updateOne("jwtauth_subject", this.voidTokens, "account_id = :id",
				(statement) -> statement.param("until", this.times.of(until)).param("id", id.value()));
	}

	@Override
	public boolean requirePasswordChange(AccountId id, boolean required) {
		return this.database.updateOne("jwtauth_subject", "password_change_required = :required", "account_id = :id",
				(statement) -> statement.param("required", required).param("id", id.value()));
	}

	@Override
	public boolean planDeletion(AccountId id, Instant due) {
		return this.database.updateOne("jwtauth_subject", "deletion_due_at = :due", "account_id = :id",
				(statement) -> statement.param("due", this.times.of(due)).param("id", id.value()));
	}

	@Override
	public Optional<Instant> deletionDueAt(AccountId id) {
		return this.database.call((db) -> db
			.sql("select deletion_due_at from jwtauth_subject where account_id = :id and deletion_due_at is not null")
			.param("id", id.value())
			.query((row, number) -> this.times.read(row, "deletion_due_at"))
			.optional());
	}

	@Override
	public List<AccountId> findDueForDeletion(Instant now, int limit) {
		return this.database.call((db) -> db
			.sql("select account_id from jwtauth_subject where deletion_due_at <= :now"
					+ " order by deletion_due_at fetch first :limit rows only")
			.param("now", this.times.of(now))
			.param("limit", limit)
			.query((row, number) -> new AccountId(row.getObject("account_id", UUID.class)))
			.list());
	}

	@Override
	public boolean isDueForDeletion(AccountId id, Instant now) {
		return this.database.call((db) -> !db
			.sql("select account_id from jwtauth_subject where account_id = :id and deletion_due_at <= :now")
			.param("id", id.value())
			.param("now", this.times.of(now))
			.query()
			.listOfRows()
			.isEmpty());
	}

	@Override
	public boolean retire(AccountId id) {
		return this.database.call((db) -> db
			.sql("update jwtauth_subject set host_id = :retired, credential_version = credential_version + 1,"
					+ " password_change_required = false, deletion_due_at = null where account_id = :id")
			.param("retired", "retired:" + id)
			.param("id", id.value())
			.update() == 1);
	}

	private Optional<Subject> byKey(String accountKey) {
		return this.database
			.call((db) -> db.sql(SELECT + "host_id = :key").param("key", accountKey).query(this::read).optional());
	}

	private Subject read(ResultSet row, int number) throws SQLException {
		UUID id = Objects.requireNonNull(row.getObject("account_id", UUID.class), "account_id");
		return new Subject(new AccountId(id), row.getString("host_id"), row.getLong("credential_version"),
				row.getBoolean("password_change_required"), this.times.readNullable(row, "last_login_at"));
	}

}
