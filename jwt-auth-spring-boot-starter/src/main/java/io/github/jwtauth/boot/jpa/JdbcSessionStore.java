package io.github.jwtauth.boot.jpa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.session.LoginSession;
import io.github.jwtauth.session.Rotation;
import io.github.jwtauth.session.RotationRequest;
import io.github.jwtauth.session.SaltHash;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionStore;
import io.github.jwtauth.token.ProvenMethods;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sessions in {@code jwtauth_session}. Statements, not entities: a login and a refresh
 * must neither hold the request's session nor see what it remembers.
 */
final class JdbcSessionStore implements SessionStore {

	private static final String LIVE = " and ended_at is null and idle_expires_at > :now and absolute_expires_at > :now";

	private static final String INSERT = """
			insert into jwtauth_session (session_id, account_id, salt_hash, generation, amr, authenticated_at,
			 remember_me, created_at, last_used_at, idle_expires_at, absolute_expires_at, device_name, device_type,
			 browser, os, user_agent, ip_address, city, country)
			values (:session_id, :account_id, :salt_hash, 0, :amr, :authenticated_at, :remember_me, :created_at,
			 :last_used_at, :idle_expires_at, :absolute_expires_at, :device_name, :device_type, :browser, :os,
			 :user_agent, :ip_address, :city, :country)""";

	private static final String SELECT = "select " + SessionRows.COLUMNS + " from jwtauth_session s where ";

	private static final String COUNT = "select count(*) from jwtauth_session where true" + LIVE;

	private static final String RENEW = """
			update jwtauth_session set salt_hash = :salt_hash, generation = generation + 1, rotated_at = null,
			 amr = :amr, authenticated_at = :proven_at where session_id = :id and account_id = :owner""" + LIVE;

	/** Two rows by their keys. A host may keep subjects elsewhere. */
	private static final String STANDS = """
			select 1 from jwtauth_session s left join jwtauth_subject u on u.account_id = s.account_id
			 where s.session_id = :id and s.account_id = :owner
			 and (u.tokens_void_until is null or u.tokens_void_until < :issued_at)""" + LIVE;

	private final AuthDatabase database;

	private final Times times;

	private final JdbcRotation rotation;

	private final JdbcSessionPurge purge;

	private final String end;

	JdbcSessionStore(AuthDatabase database, @Nullable AccountTable accounts) {
		this.database = database;
		this.times = database.dialect().times();
		this.rotation = new JdbcRotation(database.dialect(), accounts);
		this.end = JdbcSessionPurge.endStatement(database.dialect());
		this.purge = new JdbcSessionPurge(database.dialect());
	}

	@Override
	public void insert(LoginSession session, SaltHash saltHash) {
		this.database.call((db) -> SessionRows.write(db.sql(INSERT), session, this.times)
			.param("salt_hash", saltHash.bytes())
			.update());
	}

	@Override
	public Rotation rotate(RotationRequest request) {
		return this.database.call((db) -> this.rotation.attempt(db, request).orElseGet(() -> judge(db, request)));
	}

	private Rotation judge(JdbcClient db, RotationRequest request) {
		Rotation verdict = db.sql(PresentedSession.SELECT)
			.param(request.sessionId().value())
			.query((row, number) -> PresentedSession.read(row, this.times))
			.optional()
			.map((presented) -> presented.judge(request))
			.orElseGet(() -> new Rotation.Rejected(Optional.empty()));
		if (verdict instanceof Rotation.Replayed replayed) {
			end(db, List.of(replayed.sessionId().value()), SessionEndReason.REFRESH_TOKEN_REUSE);
		}
		return verdict;
	}

	@Override
	public Optional<LoginSession> findLive(SessionId id, Instant now) {
		return this.database.call((db) -> db.sql(SELECT + "session_id = :id" + LIVE)
			.param("id", id.value())
			.param("now", this.times.of(now))
			.query((row, number) -> SessionRows.read(row, this.times))
			.optional());
	}

	@Override
	public List<LoginSession> findLive(AccountId accountId, Instant now) {
		return this.database
			.call((db) -> db.sql(SELECT + "account_id = :owner" + LIVE + " order by created_at, session_id")
				.param("owner", accountId.value())
				.param("now", this.times.of(now))
				.query((row, number) -> SessionRows.read(row, this.times))
				.list());
	}

	@Override
	public boolean isLive(SessionId id, AccountId owner, Instant issuedAt, Instant now) {
		return this.database.call((db) -> !db.sql(STANDS)
			.param("id", id.value())
			.param("owner", owner.value())
			.param("issued_at", this.times.of(issuedAt))
			.param("now", this.times.of(now))
			.query()
			.listOfRows()
			.isEmpty());
	}

	/** Looks at every row: a tenth of a second for a million of them. */
	@Override
	public OptionalLong countLive(Instant now) {
		return OptionalLong
			.of(this.database.call((db) -> db.sql(COUNT).param("now", this.times.of(now)).query(Long.class).single()));
	}

	@Override
	public boolean rename(SessionId id, AccountId owner, String deviceName, Instant now) {
		return this.database.updateOne("jwtauth_session", "device_name = :name",
				"session_id = :id and account_id = :owner" + LIVE,
				(statement) -> statement.param("name", deviceName)
					.param("id", id.value())
					.param("owner", owner.value())
					.param("now", this.times.of(now)));
	}

	@Override
	public boolean end(SessionId id, AccountId owner, SessionEndReason reason) {
		return this.database.call((db) -> db.sql(this.end + " and account_id = :owner")
			.param("reason", reason.name())
			.param("ids", List.of(id.value()))
			.param("owner", owner.value())
			.update() == 1);
	}

	@Override
	public Optional<AccountId> endByToken(SessionId id, SaltHash saltHash, SessionEndReason reason) {
		return this.database.call((db) -> {
			Optional<UUID> owner = db.sql("""
					select account_id from jwtauth_session
					 where session_id = :id and salt_hash = :salt and ended_at is null for update""")
				.param("id", id.value())
				.param("salt", saltHash.bytes())
				.query(UUID.class)
				.optional();
			return owner.filter((found) -> end(db, List.of(id.value()), reason) == 1).map(AccountId::new);
		});
	}

	/** Locks before it updates, because the row forgets whose it was when it ends. */
	@Override
	public List<SessionId> endAll(AccountId accountId, Optional<SessionId> except, SessionEndReason reason) {
		return this.database.call((db) -> {
			List<UUID> live = db.sql("""
					select session_id from jwtauth_session where account_id = :owner and ended_at is null
					 order by session_id for update""").param("owner", accountId.value()).query(SessionRows::id).list();
			List<UUID> doomed = live.stream()
				.filter((id) -> except.map(SessionId::value).filter(id::equals).isEmpty())
				.toList();
			if (!doomed.isEmpty()) {
				end(db, doomed, reason);
			}
			return doomed.stream().map(SessionId::new).toList();
		});
	}

	@Override
	public Optional<Renewed> renew(Renewal renewal) {
		return this.database.call((db) -> {
			int renewed = db.sql(RENEW)
				.param("salt_hash", renewal.saltHash().bytes())
				.param("amr", MethodsColumn.write(renewal.proven()))
				.param("proven_at", this.times.of(renewal.proven().authenticatedAt()))
				.param("now", this.times.of(renewal.now()))
				.param("id", renewal.id().value())
				.param("owner", renewal.owner().value())
				.update();
			return (renewed == 0) ? Optional.empty() : db
				.sql("select generation, " + SessionRows.COLUMNS + " from jwtauth_session s where session_id = :id")
				.param("id", renewal.id().value())
				.query((row, number) -> new Renewed(SessionRows.read(row, this.times), row.getInt("generation")))
				.optional();
		});
	}

	@Override
	public boolean prove(SessionId id, AccountId owner, ProvenMethods proven, Instant now) {
		return this.database.updateOne("jwtauth_session", "amr = :amr, authenticated_at = :proven_at",
				"session_id = :id and account_id = :owner" + LIVE,
				(statement) -> statement.param("amr", MethodsColumn.write(proven))
					.param("proven_at", this.times.of(proven.authenticatedAt()))
					.param("id", id.value())
					.param("owner", owner.value())
					.param("now", this.times.of(now)));
	}

	@Override
	public int purge(Instant now, int limit) {
		return this.database.call((db) -> this.purge.run(db, now, limit));
	}

	private int end(JdbcClient db, List<UUID> ids, SessionEndReason reason) {
		return db.sql(this.end).param("reason", reason.name()).param("ids", ids).update();
	}

}
