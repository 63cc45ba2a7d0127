package io.github.jwtauth.boot.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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

	private static final String SELECT = "select account_id, host_id, credential_version from jwtauth_subject where ";

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
		return this.database.call((db) -> db.sql(SELECT + "account_id = :id")
			.param("id", id.value())
			.query(JdbcSubjectStore::read)
			.optional());
	}

	@Override
	public boolean claimLogin(AccountId id, long credentialVersion, Instant at) {
		return this.database.updateOne("jwtauth_subject", "last_login_at = :at",
				"account_id = :id and credential_version = :version",
				(statement) -> statement.param("at", this.times.of(at))
					.param("id", id.value())
					.param("version", credentialVersion));
	}

	@Override
	public boolean lock(AccountId id) {
		return this.database.call((db) -> db.sql(SELECT + "account_id = :id for update")
			.param("id", id.value())
			.query(JdbcSubjectStore::read)
			.optional()
			.isPresent());
	}

	@Override
	public boolean advanceCredentialVersion(AccountId id) {
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

	private Optional<Subject> byKey(String accountKey) {
		return this.database.call((db) -> db.sql(SELECT + "host_id = :key")
			.param("key", accountKey)
			.query(JdbcSubjectStore::read)
			.optional());
	}

	private static Subject read(ResultSet row, int number) throws SQLException {
		UUID id = Objects.requireNonNull(row.getObject("account_id", UUID.class), "account_id");
		return new Subject(new AccountId(id), row.getString("host_id"), row.getLong("credential_version"));
	}

}
