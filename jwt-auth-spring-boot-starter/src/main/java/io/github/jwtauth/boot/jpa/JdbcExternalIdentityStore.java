package io.github.jwtauth.boot.jpa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.account.ExternalIdentityKey;
import io.github.jwtauth.account.ExternalIdentityStore;

/**
 * Links in {@code jwtauth_external_identity}.
 */
final class JdbcExternalIdentityStore implements ExternalIdentityStore {

	private static final String INSERT = """
			insert into jwtauth_external_identity (provider, external_subject, account_id, linked_at)
			values (:provider, :subject, :account, :at)""";

	private static final String KEY = " jwtauth_external_identity where provider = :provider and external_subject = :subject";

	private final AuthDatabase database;

	private final Times times;

	JdbcExternalIdentityStore(AuthDatabase database) {
		this.database = database;
		this.times = database.dialect().times();
	}

	@Override
	public Optional<AccountId> findAccount(ExternalIdentityKey identity) {
		return this.database.call((db) -> db.sql("select account_id from" + KEY)
			.param("provider", identity.provider())
			.param("subject", identity.subject())
			.query((row, number) -> new AccountId(row.getObject("account_id", UUID.class)))
			.optional());
	}

	@Override
	public boolean linkIfAbsent(ExternalIdentityKey identity, AccountId accountId, Instant at) {
		return this.database.insertIfAbsent(INSERT,
				(statement) -> statement.param("provider", identity.provider())
					.param("subject", identity.subject())
					.param("account", accountId.value())
					.param("at", this.times.of(at)));
	}

	@Override
	public boolean unlink(ExternalIdentityKey identity, AccountId accountId) {
		return this.database.call((db) -> db.sql("delete from" + KEY + " and account_id = :account")
			.param("provider", identity.provider())
			.param("subject", identity.subject())
			.param("account", accountId.value())
			.update() == 1);
	}

	@Override
	public int unlinkAll(AccountId accountId) {
		return this.database.call((db) -> db.sql("delete from jwtauth_external_identity where account_id = :account")
			.param("account", accountId.value())
			.update());
	}

	@Override
	public List<ExternalIdentityKey> findAll(AccountId accountId) {
		return this.database.call((db) -> db
			.sql("select provider, external_subject from jwtauth_external_identity where account_id = :account"
					+ " order by linked_at, provider, external_subject")
			.param("account", accountId.value())
			.query((row, number) -> new ExternalIdentityKey(row.getString("provider"),
					row.getString("external_subject")))
			.list());
	}

}
