package io.github.jwtauth.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.RandomBytes;
import org.jspecify.annotations.Nullable;

/**
 * Subjects in memory. Transactions run one at a time, so that every subject is locked
 * until the end of each. Safe for use by many threads.
 */
public final class InMemorySubjectStore implements SubjectStore {

	private final InMemoryTransactions transactions;

	private final Clock clock;

	private final Map<AccountId, Row> rows;

	private final RandomBytes random = RandomBytes.secure();

	/**
	 * An empty store.
	 * @param transactions what it keeps its rows in
	 * @param clock the time of statements
	 */
	public InMemorySubjectStore(InMemoryTransactions transactions, Clock clock) {
		this.transactions = transactions;
		this.clock = clock;
		this.rows = transactions.table();
	}

	@Override
	public Subject subjectOf(String accountKey) {
		return this.transactions.statement(() -> this.rows.values()
			.stream()
			.map(Row::subject)
			.filter((subject) -> subject.accountKey().equals(accountKey))
			.findFirst()
			.orElseGet(() -> insert(new Subject(AccountId.random(this.random), accountKey, 0))));
	}

	@Override
	public Optional<Subject> find(AccountId id) {
		return this.transactions.statement(() -> Optional.ofNullable(this.rows.get(id)).map(Row::subject));
	}

	@Override
	public boolean claimLogin(AccountId id, long credentialVersion, Instant at) {
		return this.transactions
			.statement(() -> find(id).filter((subject) -> subject.credentialVersion() == credentialVersion)
				.map((subject) -> change(id,
						(row) -> new Row(seen(row.subject(), at), at, row.voidUntil(), row.voidedAt(), null)))
				.orElse(false));
	}

	@Override
	public boolean lock(AccountId id) {
		return find(id).isPresent();
	}

	@Override
	public boolean advanceCredentialVersion(AccountId id) {
		return change(id,
				(row) -> new Row(advanced(row.subject()), row.lastLoginAt(), row.voidUntil(), row.voidedAt(), null));
	}

	@Override
	public boolean voidLogins(AccountId id) {
		return change(id, (row) -> row.with(advanced(row.subject())));
	}

	@Override
	public boolean voidAccessTokens(AccountId id, Instant until) {
		return change(id, (row) -> new Row(row.subject(), row.lastLoginAt(), later(row.voidUntil(), until),
				this.clock.instant(), row.deletionDueAt()));
	}

	@Override
	public boolean requirePasswordChange(AccountId id, boolean required) {
		return change(id, (row) -> row.with(new Subject(row.subject().id(), row.subject().accountKey(),
				row.subject().credentialVersion(), required, row.lastLoginAt())));
	}

	@Override
	public boolean planDeletion(AccountId id, Instant due) {
		return change(id, (row) -> new Row(row.subject(), row.lastLoginAt(), row.voidUntil(), row.voidedAt(), due));
	}

	@Override
	public Optional<Instant> deletionDueAt(AccountId id) {
		return this.transactions.statement(() -> Optional.ofNullable(this.rows.get(id)).map(Row::deletionDueAt));
	}

	@Override
	public List<AccountId> findDueForDeletion(Instant now, int limit) {
		return this.transactions.statement(() -> this.rows.values()
			.stream()
			.filter((row) -> row.isDue(now))
			.sorted(Comparator.comparing((row) -> Objects.requireNonNull(row.deletionDueAt())))
			.map((row) -> row.subject().id())
			.limit(limit)
			.toList());
	}

	@Override
	public boolean isDueForDeletion(AccountId id, Instant now) {
		return this.transactions
			.statement(() -> Optional.ofNullable(this.rows.get(id)).filter((row) -> row.isDue(now)).isPresent());
	}

	@Override
	public boolean retire(AccountId id) {
		return change(id, (row) -> new Row(new Subject(id, "retired:" + id, row.subject().credentialVersion() + 1),
				row.lastLoginAt(), row.voidUntil(), row.voidedAt(), null));
	}

	/**
	 * When somebody logged in for the last time.
	 * @param id who
	 * @return the time of the last claim, or empty
	 */
	public Optional<Instant> lastLoginAt(AccountId id) {
		return this.transactions.statement(() -> Optional.ofNullable(this.rows.get(id)).map(Row::lastLoginAt));
	}

	/**
	 * Accounts whose access tokens were voided lately.
	 * @param lookBack how far to look back
	 * @return each with the instant up to which its tokens are void
	 */
	public Map<AccountId, Instant> voidedWithin(Duration lookBack) {
		Instant oldest = this.clock.instant().minus(lookBack);
		return this.transactions.statement(() -> {
			Map<AccountId, Instant> found = new HashMap<>();
			this.rows.forEach((id, row) -> {
				if (row.voidedAt() != null && row.voidUntil() != null && !row.voidedAt().isBefore(oldest)) {
					found.put(id, row.voidUntil());
				}
			});
			return found;
		});
	}

	private Subject insert(Subject subject) {
		this.rows.put(subject.id(), new Row(subject, null, null, null, null));
		return subject;
	}

	private boolean change(AccountId id, UnaryOperator<Row> change) {
		return this.transactions
			.statement(() -> this.rows.computeIfPresent(id, (key, row) -> change.apply(row)) != null);
	}

	private static Subject advanced(Subject subject) {
		return new Subject(subject.id(), subject.accountKey(), subject.credentialVersion() + 1,
				subject.passwordChangeRequired(), subject.lastLoginAt());
	}

	private static Subject seen(Subject subject, Instant at) {
		return new Subject(subject.id(), subject.accountKey(), subject.credentialVersion(),
				subject.passwordChangeRequired(), at);
	}

	private static Instant later(@Nullable Instant known, Instant added) {
		return (known != null && known.isAfter(added)) ? known : added;
	}

	private record Row(Subject subject, @Nullable Instant lastLoginAt, @Nullable Instant voidUntil,
			@Nullable Instant voidedAt, @Nullable Instant deletionDueAt) {

		Row with(Subject changed) {
			return new Row(changed, this.lastLoginAt, this.voidUntil, this.voidedAt, this.deletionDueAt);
		}

		boolean isDue(Instant now) {
			return this.deletionDueAt != null && !this.deletionDueAt.isAfter(now);
		}

	}

}
