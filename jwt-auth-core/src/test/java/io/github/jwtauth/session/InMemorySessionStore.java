package io.github.jwtauth.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.token.ProvenMethods;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in memory. Safe for use by many threads.
 */
public final class InMemorySessionStore implements SessionStore {

	private final InMemoryTransactions transactions;

	private final Clock clock;

	private final Map<SessionId, InMemorySession> rows;

	/**
	 * An empty store.
	 * @param transactions what it keeps its rows in
	 * @param clock the time of statements
	 */
	public InMemorySessionStore(InMemoryTransactions transactions, Clock clock) {
		this.transactions = transactions;
		this.clock = clock;
		this.rows = transactions.table();
	}

	@Override
	public void insert(LoginSession session, SaltHash saltHash) {
		this.transactions.statement(() -> {
			if (this.rows.putIfAbsent(session.id(), InMemorySession.opened(session, saltHash)) != null) {
				throw new IllegalStateException("the session exists already");
			}
			return true;
		});
	}

	@Override
	public Rotation rotate(RotationRequest request) {
		return this.transactions.statement(() -> {
			InMemorySession row = this.rows.get(request.sessionId());
			return (row != null) ? judge(row, request) : new Rotation.Rejected(Optional.empty());
		});
	}

	@Override
	public Optional<LoginSession> findLive(SessionId id, Instant now) {
		return this.transactions.statement(() -> Optional.ofNullable(this.rows.get(id))
			.filter((row) -> row.isLive(now))
			.map(InMemorySession::session));
	}

	@Override
	public List<LoginSession> findLive(AccountId accountId, Instant now) {
		return this.transactions
			.statement(() -> where((row) -> row.isOf(accountId) && row.isLive(now)).map(InMemorySession::session)
				.sorted(Comparator.comparing(LoginSession::createdAt))
				.toList());
	}

	@Override
	public OptionalLong countLive(Instant now) {
		return this.transactions.statement(() -> OptionalLong.of(where((row) -> row.isLive(now)).count()));
	}

	@Override
	public boolean rename(SessionId id, AccountId owner, String deviceName, Instant now) {
		return change(id, (row) -> row.isOf(owner) && row.isLive(now), (row) -> row.renamed(deviceName)) != null;
	}

	@Override
	public boolean end(SessionId id, AccountId owner, SessionEndReason reason) {
		return change(id, (row) -> row.isOf(owner) && row.hasNotEnded(), ending(reason)) != null;
	}

	@Override
	public Optional<AccountId> endByToken(SessionId id, SaltHash saltHash, SessionEndReason reason) {
		return Optional
			.ofNullable(change(id, (row) -> row.saltHash().equals(saltHash) && row.hasNotEnded(), ending(reason)))
			.map((row) -> row.session().accountId());
	}

	@Override
	public List<SessionId> endAll(AccountId accountId, Optional<SessionId> except, SessionEndReason reason) {
		return this.transactions.statement(() -> {
			List<SessionId> ids = where((row) -> row.isOf(accountId) && row.hasNotEnded()).map(InMemorySession::id)
				.filter((id) -> !except.equals(Optional.of(id)))
				.toList();
			ids.forEach((id) -> end(id, accountId, reason));
			return ids;
		});
	}

	@Override
	public Optional<Renewed> renew(Renewal renewal) {
		Instant now = renewal.now();
		return Optional
			.ofNullable(change(renewal.id(), (row) -> row.isOf(renewal.owner()) && row.isLive(now),
					(row) -> row.renewed(renewal)))
			.map((row) -> new Renewed(row.session(), row.generation()));
	}

	@Override
	public boolean prove(SessionId id, AccountId owner, ProvenMethods proven, Instant now) {
		return change(id, (row) -> row.isOf(owner) && row.isLive(now), (row) -> row.proven(proven)) != null;
	}

	@Override
	public int purge(Instant now, int limit) {
		return this.transactions.statement(() -> {
			List<SessionId> over = where((row) -> row.isOver(now)).map(InMemorySession::id).limit(limit).toList();
			over.forEach(this.rows::remove);
			List<SessionId> asleep = where((row) -> row.hasNotEnded() && !row.isLive(now)).map(InMemorySession::id)
				.limit(limit - over.size())
				.toList();
			asleep.forEach((id) -> change(id, InMemorySession::hasNotEnded, ending(SessionEndReason.IDLE_TIMEOUT)));
			return over.size() + asleep.size();
		});
	}

	/**
	 * Sessions that ended lately.
	 * @param lookBack how far to look back
	 * @return their ids
	 */
	List<SessionId> endedWithin(Duration lookBack) {
		Instant oldest = this.clock.instant().minus(lookBack);
		return this.transactions.statement(
				() -> where((row) -> row.endedAt() != null && !row.endedAt().isBefore(oldest)).map(InMemorySession::id)
					.toList());
	}

	private Rotation judge(InMemorySession row, RotationRequest request) {
		if (!row.saltHash().equals(request.saltHash()) || request.generation() > row.generation()) {
			return new Rotation.Rejected(Optional.empty());
		}
		Optional<SessionEndReason> ended = row.reasonAt(request.now());
		if (ended.isPresent()) {
			return new Rotation.Rejected(ended);
		}
		if (request.generation() == row.generation()) {
			InMemorySession rotated = row.rotated(request);
			this.rows.put(row.id(), rotated);
			return new Rotation.Rotated(rotated.session(), Optional.empty());
		}
		if (row.isParentWithinWindow(request)) {
			return new Rotation.Retried(row.session());
		}
		AccountId owner = row.session().accountId();
		end(row.id(), owner, SessionEndReason.REFRESH_TOKEN_REUSE);
		return new Rotation.Replayed(row.id(), owner);
	}

	private UnaryOperator<InMemorySession> ending(SessionEndReason reason) {
		return (row) -> row.ended(reason, this.clock.instant());
	}

	private Stream<InMemorySession> where(Predicate<InMemorySession> condition) {
		return List.copyOf(this.rows.values()).stream().filter(condition);
	}

	/** The row after the change, or {@code null} when the condition did not hold. */
	private @Nullable InMemorySession change(SessionId id, Predicate<InMemorySession> condition,
			UnaryOperator<InMemorySession> change) {
		return this.transactions.statement(() -> {
			InMemorySession row = this.rows.get(id);
			if (row == null || !condition.test(row)) {
				return null;
			}
			InMemorySession changed = Objects.requireNonNull(change.apply(row));
			this.rows.put(id, changed);
			return changed;
		});
	}

}
