package io.github.jwtauth.boot.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.onetimetoken.OneTimeToken;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.OneTimeTokenStore;
import io.github.jwtauth.onetimetoken.TokenHash;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * One-time tokens in {@code jwtauth_one_time_token}. Of a row only its code changes: it
 * is there, or somebody has used it.
 */
final class JdbcOneTimeTokenStore implements OneTimeTokenStore {

	private static final String INSERT = """
			insert into jwtauth_one_time_token (token_hash, purpose, account_id, credential_version, browser_hash,
			 payload, expires_at)
			values (:hash, :purpose, :account, :version, :browser, :payload, :expires)""";

	private static final String PRESENTED = """
			jwtauth_one_time_token where token_hash = :hash and purpose = :purpose and expires_at > :now
			and (browser_hash is null or browser_hash = :browser)""";

	private static final String WAITING = """
			jwtauth_one_time_token where account_id = :account and purpose = :purpose and expires_at > :now""";

	private static final String EXPIRED = """
			select token_hash from jwtauth_one_time_token where expires_at <= :now
			 order by expires_at fetch first :limit rows only for update skip locked""";

	/** Equals no hash, and spares the statement the question of a null. */
	private static final byte[] NO_BROWSER = new byte[0];

	private final AuthDatabase database;

	private final Times times;

	JdbcOneTimeTokenStore(AuthDatabase database) {
		this.database = database;
		this.times = database.dialect().times();
	}

	@Override
	public void insert(TokenHash hash, @Nullable TokenHash browser, OneTimeToken token) {
		this.database.call((db) -> db.sql(INSERT)
			.param("hash", hash.bytes())
			.param("purpose", token.purpose().name())
			.param("account", token.accountId().value())
			.param("version", token.credentialVersion())
			.param("browser", (browser != null) ? browser.bytes() : null, Types.VARBINARY)
			.param("payload", token.payload(), Types.VARCHAR)
			.param("expires", this.times.of(token.expiresAt()))
			.update());
	}

	@Override
	public Optional<OneTimeToken> find(Ticket ticket, Instant now) {
		return this.database.call((db) -> parameters(
				db.sql("select account_id, credential_version, payload, purpose, expires_at from " + PRESENTED), ticket,
				now)
			.query(this::read)
			.optional());
	}

	@Override
	public boolean consume(Ticket ticket, Instant now) {
		return this.database.call((db) -> parameters(db.sql("delete from " + PRESENTED), ticket, now).update() == 1);
	}

	@Override
	public int removeAll(AccountId accountId, OneTimeTokenPurpose purpose) {
		return this.database.call(
				(db) -> db.sql("delete from jwtauth_one_time_token where account_id = :account and purpose = :purpose")
					.param("account", accountId.value())
					.param("purpose", purpose.name())
					.update());
	}

	@Override
	public int removeAll(AccountId accountId, Set<OneTimeTokenPurpose> purposes) {
		if (purposes.isEmpty()) {
			return 0;
		}
		return this.database.call((db) -> db
			.sql("delete from jwtauth_one_time_token where account_id = :account and purpose in (:purposes)")
			.param("account", accountId.value())
			.param("purposes", purposes.stream().map(Enum::name).toList())
			.update());
	}

	@Override
	public Optional<Pending> findPending(AccountId accountId, OneTimeTokenPurpose purpose, Instant now) {
		return this.database.call(
				(db) -> waiting(
						db.sql("select account_id, credential_version, payload, purpose, expires_at, code_hash from "
								+ WAITING + " order by expires_at desc fetch first 1 rows only"),
						accountId, purpose, now)
					.query((row, number) -> {
						byte[] code = row.getBytes("code_hash");
						return new Pending(read(row, number), (code != null) ? new TokenHash(code) : null);
					})
					.optional());
	}

	@Override
	public void setCode(AccountId accountId, OneTimeTokenPurpose purpose, TokenHash code, int attempts) {
		this.database.call((db) -> db
			.sql("update jwtauth_one_time_token set code_hash = :code, code_attempts = :attempts"
					+ " where account_id = :account and purpose = :purpose")
			.param("code", code.bytes())
			.param("attempts", attempts)
			.param("account", accountId.value())
			.param("purpose", purpose.name())
			.update());
	}

	@Override
	public int removeExpiringFrom(AccountId accountId, OneTimeTokenPurpose purpose, Instant from) {
		return this.database.call((db) -> db
			.sql("delete from jwtauth_one_time_token where account_id = :account and purpose = :purpose"
					+ " and expires_at >= :from")
			.param("account", accountId.value())
			.param("purpose", purpose.name())
			.param("from", this.times.of(from))
			.update());
	}

	@Override
	public boolean spendAttempt(AccountId accountId, OneTimeTokenPurpose purpose, Instant now) {
		return this.database
			.call((db) -> waiting(db.sql("update jwtauth_one_time_token set code_attempts = code_attempts - 1"
					+ " where account_id = :account and purpose = :purpose and expires_at > :now"
					+ " and code_attempts > 0"), accountId, purpose, now)
				.update() == 1);
	}

	@Override
	public boolean spendAttempt(Ticket ticket, int limit, Instant now) {
		return this.database.call((db) -> parameters(
				db.sql("update jwtauth_one_time_token set code_attempts = coalesce(code_attempts, :attempts) - 1"
						+ " where token_hash = :hash and purpose = :purpose and expires_at > :now"
						+ " and (browser_hash is null or browser_hash = :browser)"
						+ " and coalesce(code_attempts, :attempts) > 0"),
				ticket, now)
			.param("attempts", limit)
			.update() == 1);
	}

	@Override
	public boolean consumeByCode(AccountId accountId, OneTimeTokenPurpose purpose, TokenHash code, Instant now) {
		return this.database
			.call((db) -> waiting(db.sql("delete from " + WAITING + " and code_hash = :code"), accountId, purpose, now)
				.param("code", code.bytes())
				.update() == 1);
	}

	@Override
	public int purge(Instant now, int limit) {
		return this.database.call((db) -> {
			List<byte[]> expired = db.sql(EXPIRED)
				.param("now", this.times.of(now))
				.param("limit", limit)
				.query((row, number) -> row.getBytes("token_hash"))
				.list();
			return expired.isEmpty() ? 0
					: db.sql("delete from jwtauth_one_time_token where token_hash in (:hashes)")
						.param("hashes", expired)
						.update();
		});
	}

	private StatementSpec waiting(StatementSpec statement, AccountId accountId, OneTimeTokenPurpose purpose,
			Instant now) {
		return statement.param("account", accountId.value())
			.param("purpose", purpose.name())
			.param("now", this.times.of(now));
	}

	private StatementSpec parameters(StatementSpec statement, Ticket ticket, Instant now) {
		TokenHash browser = ticket.browser();
		return statement.param("hash", ticket.hash().bytes())
			.param("purpose", ticket.purpose().name())
			.param("now", this.times.of(now))
			.param("browser", (browser != null) ? browser.bytes() : NO_BROWSER);
	}

	private OneTimeToken read(ResultSet row, int number) throws SQLException {
		UUID account = Objects.requireNonNull(row.getObject("account_id", UUID.class), "account_id");
		return new OneTimeToken(OneTimeTokenPurpose.valueOf(row.getString("purpose")), new AccountId(account),
				row.getLong("credential_version"), row.getString("payload"), this.times.read(row, "expires_at"));
	}

}
