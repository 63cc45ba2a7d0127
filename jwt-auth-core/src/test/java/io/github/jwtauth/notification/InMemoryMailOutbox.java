package io.github.jwtauth.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.InMemoryTransactions;
import org.jspecify.annotations.Nullable;

/**
 * An outbox in memory. Safe for use by many threads.
 */
public final class InMemoryMailOutbox implements MailOutbox {

	private final InMemoryTransactions transactions;

	private final Map<UUID, Row> rows;

	private final Map<MailboxHash, MailBudget> budgets;

	public InMemoryMailOutbox(InMemoryTransactions transactions) {
		this.transactions = transactions;
		this.rows = transactions.table();
		this.budgets = transactions.table();
	}

	@Override
	public void insert(OutboxMail mail, MailState state) {
		this.transactions.statement(() -> this.rows.put(mail.mailId(),
				new Row(mail, state, null, (state != MailState.WAITING) ? mail.createdAt() : null)));
	}

	@Override
	public Optional<Instant> supersede(NoticeKind kind, @Nullable AccountId accountId, MailboxHash mailbox,
			Instant now) {
		return this.transactions.statement(() -> {
			List<Row> old = older(kind, accountId, mailbox);
			old.forEach((row) -> this.rows.put(row.mail().mailId(), row.finished(MailState.SUPERSEDED, now)));
			return old.stream()
				.filter((row) -> row.hasPlace(mailbox, now))
				.map((row) -> row.mail().dueAt())
				.min(Comparator.naturalOrder());
		});
	}

	@Override
	public boolean lockWaiting(NoticeKind kind, @Nullable AccountId accountId, MailboxHash mailbox, Instant now) {
		return this.transactions
			.statement(() -> older(kind, accountId, mailbox).stream().anyMatch((row) -> row.hasPlace(mailbox, now)));
	}

	@Override
	public void forget(AccountId accountId) {
		this.transactions.statement(() -> this.rows.values()
			.removeAll(waiting(
					(mail) -> accountId.equals(mail.accountId()) && mail.kind() != NoticeKind.ACCOUNT_DELETED)));
	}

	@Override
	public Optional<OutboxMail> lease(Instant now, Instant until) {
		return this.transactions.statement(() -> {
			Optional<Row> due = waiting((mail) -> !mail.dueAt().isAfter(now)).stream()
				.filter((row) -> row.leasedUntil() == null || !row.leasedUntil().isAfter(now))
				.min(Comparator.comparing((row) -> row.mail().dueAt()))
				.map((row) -> row.leased(until));
			due.ifPresent((row) -> this.rows.put(row.mail().mailId(), row));
			return due.map(Row::mail);
		});
	}

	@Override
	public boolean finish(UUID mailId, MailState state, @Nullable String failure, Instant now) {
		return this.transactions.statement(() -> {
			Row row = this.rows.get(mailId);
			if (row == null || row.state() != MailState.WAITING) {
				return false;
			}
			this.rows.put(mailId, row.finished(state, now));
			return true;
		});
	}

	@Override
	public boolean putBack(UUID mailId, Instant leasedUntil, Instant dueAt, String failure) {
		return this.transactions.statement(() -> {
			Row row = this.rows.get(mailId);
			if (row == null || row.state() != MailState.WAITING || !leasedUntil.equals(row.leasedUntil())) {
				return false;
			}
			this.rows.put(mailId, new Row(due(row.mail(), dueAt, row.mail().attempts()), row.state(), null, null));
			return true;
		});
	}

	@Override
	public MailStatistics statistics(Instant now) {
		return this.transactions.statement(() -> {
			List<Row> pending = waiting((mail) -> true);
			Duration oldest = pending.stream()
				.map((row) -> row.mail().dueAt())
				.min(Comparator.naturalOrder())
				.filter((due) -> !due.isAfter(now))
				.map((due) -> Duration.between(due, now))
				.orElse(null);
			long dead = this.rows.values().stream().filter((row) -> row.state() == MailState.DEAD).count();
			return new MailStatistics(pending.size(), oldest, dead);
		});
	}

	@Override
	public MailBudget lockBudget(MailboxHash mailbox, Instant now) {
		return this.transactions
			.statement(() -> this.budgets.computeIfAbsent(mailbox, (key) -> MailBudget.unspent(now)));
	}

	@Override
	public void saveBudget(MailboxHash mailbox, MailBudget budget) {
		this.transactions.statement(() -> this.budgets.put(mailbox, budget));
	}

	@Override
	public void giveMinuteBack(AccountId accountId, Instant lastAt) {
		this.transactions.statement(() -> {
			this.rows.values()
				.stream()
				.map(Row::mail)
				.filter((mail) -> accountId.equals(mail.accountId()))
				.forEach((mail) -> this.budgets.computeIfPresent(mail.mailbox(), (key, budget) -> new MailBudget(lastAt,
						budget.hourFrom(), budget.hourCount(), budget.dayFrom(), budget.dayCount())));
			return null;
		});
	}

	@Override
	public int purge(Instant before, int limit) {
		return this.transactions.statement(() -> {
			List<UUID> old = this.rows.entrySet()
				.stream()
				.filter((entry) -> isBefore(entry.getValue().finishedAt(), before))
				.map(Map.Entry::getKey)
				.limit(limit)
				.toList();
			old.forEach(this.rows::remove);
			List<MailboxHash> unused = this.budgets.entrySet()
				.stream()
				.filter((entry) -> isBefore(entry.getValue().dayFrom(), before))
				.map(Map.Entry::getKey)
				.limit(limit)
				.toList();
			unused.forEach(this.budgets::remove);
			return Math.max(old.size(), unused.size());
		});
	}

	/**
	 * What has become of a mail.
	 * @param mailId which
	 * @return its state, or {@code null} when it is not there
	 */
	public @Nullable MailState stateOf(UUID mailId) {
		return this.transactions
			.statement(() -> Optional.ofNullable(this.rows.get(mailId)).map(Row::state).orElse(null));
	}

	/**
	 * When a mail is sent.
	 * @param mailId which
	 * @return not before this
	 */
	public Instant dueAt(UUID mailId) {
		return this.transactions.statement(() -> this.rows.get(mailId).mail().dueAt());
	}

	/**
	 * The mail that was put in last.
	 * @return its id
	 */
	public UUID last() {
		return this.transactions.statement(() -> List.copyOf(this.rows.keySet()).get(this.rows.size() - 1));
	}

	private List<Row> older(NoticeKind kind, @Nullable AccountId accountId, MailboxHash mailbox) {
		return waiting((mail) -> mail.kind() == kind && ((accountId != null) ? accountId.equals(mail.accountId())
				: mail.accountId() == null && mail.mailbox().equals(mailbox)));
	}

	private List<Row> waiting(Predicate<OutboxMail> condition) {
		return this.rows.values()
			.stream()
			.filter((row) -> row.state() == MailState.WAITING && condition.test(row.mail()))
			.toList();
	}

	private static boolean isBefore(@Nullable Instant time, Instant limit) {
		return time != null && time.isBefore(limit);
	}

	private static OutboxMail due(OutboxMail mail, Instant dueAt, int attempts) {
		return new OutboxMail(mail.mailId(), mail.kind(), mail.accountId(), mail.mailbox(), mail.sealedNotice(),
				mail.createdAt(), dueAt, mail.giveUpAt(), attempts);
	}

	private record Row(OutboxMail mail, MailState state, @Nullable Instant leasedUntil, @Nullable Instant finishedAt) {

		boolean hasPlace(MailboxHash mailbox, Instant now) {
			return (this.leasedUntil == null || !this.leasedUntil.isAfter(now)) && this.mail.mailbox().equals(mailbox);
		}

		Row leased(Instant until) {
			return new Row(due(this.mail, this.mail.dueAt(), this.mail.attempts() + 1), this.state, until, null);
		}

		Row finished(MailState end, Instant now) {
			return new Row(this.mail, end, null, now);
		}

	}

}
