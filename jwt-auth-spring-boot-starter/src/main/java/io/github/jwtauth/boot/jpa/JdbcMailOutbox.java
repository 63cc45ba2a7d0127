package io.github.jwtauth.boot.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.notification.MailBudget;
import io.github.jwtauth.notification.MailOutbox;
import io.github.jwtauth.notification.MailState;
import io.github.jwtauth.notification.MailStatistics;
import io.github.jwtauth.notification.MailboxHash;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.notification.OutboxMail;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The outbox in {@code jwtauth_mail}. What is being sent is leased, not locked: no
 * transaction is open while a mail server is waited for.
 */
final class JdbcMailOutbox implements MailOutbox {

	private static final String INSERT = """
			insert into jwtauth_mail (mail_id, account_id, kind, recipient_hash, sealed_notice, state, created_at,
			 due_at, give_up_at, attempts, finished_at)
			values (:id, %s, :kind, :mailbox, :sealed, :state, :created, :due, :giveUp, :attempts, %s)""";

	private static final String OLDER = """
			select mail_id, recipient_hash, due_at, leased_until from jwtauth_mail
			 where state = 'WAITING' and kind = :kind and %s for update""";

	private static final String SUPERSEDE = """
			update jwtauth_mail set state = 'SUPERSEDED', sealed_notice = null, leased_until = null, finished_at = :now
			 where mail_id in (:ids)""";

	private static final String FORGET = """
			delete from jwtauth_mail
			 where account_id = :account and state = 'WAITING' and kind <> 'ACCOUNT_DELETED'""";

	private static final String DUE = """
			select mail_id, account_id, kind, recipient_hash, sealed_notice, created_at, due_at, give_up_at,
			 attempts + 1 as attempts from jwtauth_mail
			 where state = 'WAITING' and due_at <= :now and (leased_until is null or leased_until <= :now)
			 order by due_at fetch first 1 rows only for update skip locked""";

	private static final String LEASE = """
			update jwtauth_mail set leased_until = :until, attempts = attempts + 1 where mail_id = :id""";

	private static final String FINISH = """
			update jwtauth_mail set state = :state, sealed_notice = null, leased_until = null, finished_at = :now,
			 failure = :failure where mail_id = :id and state = 'WAITING'""";

	private static final String PUT_BACK = """
			update jwtauth_mail set leased_until = null, due_at = :due, failure = :failure
			 where mail_id = :id and state = 'WAITING' and leased_until = :until""";

	private static final String STATISTICS = """
			select count(*) as pending, min(due_at) as oldest,
			 (select count(*) from jwtauth_mail where state = 'DEAD') as dead
			 from jwtauth_mail where state = 'WAITING'""";

	private static final String FINISHED = """
			select mail_id from jwtauth_mail where finished_at < :before
			 order by finished_at fetch first :limit rows only for update skip locked""";

	private final AuthDatabase database;

	private final JdbcMailBudgets budgets;

	private final Times times;

	JdbcMailOutbox(AuthDatabase database) {
		this.database = database;
		this.budgets = new JdbcMailBudgets(database);
		this.times = database.dialect().times();
	}

	@Override
	public void insert(OutboxMail mail, MailState state) {
		boolean waits = state == MailState.WAITING;
		String sql = INSERT.formatted((mail.accountId() != null) ? ":account" : "null", waits ? "null" : ":created");
		this.database.call((db) -> withAccount(db.sql(sql), mail.accountId()).param("id", mail.mailId())
			.param("kind", mail.kind().name())
			.param("mailbox", mail.mailbox().bytes())
			.param("sealed", mail.sealedNotice())
			.param("state", state.name())
			.param("created", this.times.of(mail.createdAt()))
			.param("due", this.times.of(mail.dueAt()))
			.param("giveUp", this.times.of(mail.giveUpAt()))
			.param("attempts", mail.attempts())
			.update());
	}

	@Override
	public Optional<Instant> supersede(NoticeKind kind, @Nullable AccountId accountId, MailboxHash mailbox,
			Instant now) {
		return this.database.call((db) -> {
			List<Older> older = lockOlder(db, kind, accountId, mailbox);
			if (!older.isEmpty()) {
				db.sql(SUPERSEDE)
					.param("now", this.times.of(now))
					.param("ids", older.stream().map(Older::mailId).toList())
					.update();
			}
			return older.stream()
				.filter((mail) -> mail.hasPlace(mailbox, now))
				.map(Older::dueAt)
				.min(Comparator.naturalOrder());
		});
	}

	@Override
	public boolean lockWaiting(NoticeKind kind, @Nullable AccountId accountId, MailboxHash mailbox, Instant now) {
		return this.database.call((db) -> lockOlder(db, kind, accountId, mailbox).stream()
			.anyMatch((mail) -> mail.hasPlace(mailbox, now)));
	}

	@Override
	public void forget(AccountId accountId) {
		this.database.call((db) -> db.sql(FORGET).param("account", accountId.value()).update());
	}

	@Override
	public Optional<OutboxMail> lease(Instant now, Instant until) {
		return this.database.call((db) -> {
			Optional<OutboxMail> due = db.sql(DUE)
				.param("now", this.times.of(now))
				.query((row, number) -> read(row))
				.optional();
			due.ifPresent(
					(mail) -> db.sql(LEASE).param("until", this.times.of(until)).param("id", mail.mailId()).update());
			return due;
		});
	}

	@Override
	public boolean finish(UUID mailId, MailState state, @Nullable String failure, Instant now) {
		return this.database.call((db) -> db.sql(FINISH)
			.param("state", state.name())
			.param("now", this.times.of(now))
			.param("failure", failure, Types.VARCHAR)
			.param("id", mailId)
			.update() == 1);
	}

	@Override
	public boolean putBack(UUID mailId, Instant leasedUntil, Instant dueAt, String failure) {
		return this.database.call((db) -> db.sql(PUT_BACK)
			.param("due", this.times.of(dueAt))
			.param("failure", failure)
			.param("id", mailId)
			.param("until", this.times.of(leasedUntil))
			.update() == 1);
	}

	@Override
	public MailStatistics statistics(Instant now) {
		return this.database.call((db) -> db.sql(STATISTICS).query((row, number) -> {
			Instant oldest = this.times.readNullable(row, "oldest");
			return new MailStatistics(row.getLong("pending"),
					(oldest != null && !oldest.isAfter(now)) ? Duration.between(oldest, now) : null,
					row.getLong("dead"));
		}).single());
	}

	@Override
	public MailBudget lockBudget(MailboxHash mailbox, Instant now) {
		return this.budgets.lock(mailbox, now);
	}

	@Override
	public void saveBudget(MailboxHash mailbox, MailBudget budget) {
		this.budgets.save(mailbox, budget);
	}

	@Override
	public void giveMinuteBack(AccountId accountId, Instant lastAt) {
		this.budgets.giveMinuteBack(accountId, lastAt);
	}

	@Override
	public int purge(Instant before, int limit) {
		int mails = this.database.call((db) -> {
			List<UUID> finished = db.sql(FINISHED)
				.param("before", this.times.of(before))
				.param("limit", limit)
				.query((row, number) -> id(row))
				.list();
			return finished.isEmpty() ? 0
					: db.sql("delete from jwtauth_mail where mail_id in (:ids)").param("ids", finished).update();
		});
		return Math.max(mails, this.budgets.purge(before, limit));
	}

	private List<Older> lockOlder(JdbcClient db, NoticeKind kind, @Nullable AccountId accountId, MailboxHash mailbox) {
		String whose = (accountId != null) ? "account_id = :account"
				: "account_id is null and recipient_hash = :mailbox";
		StatementSpec select = db.sql(OLDER.formatted(whose)).param("kind", kind.name());
		return ((accountId != null) ? select.param("account", accountId.value())
				: select.param("mailbox", mailbox.bytes()))
			.query((row, number) -> new Older(id(row), new MailboxHash(row.getBytes("recipient_hash")),
					this.times.read(row, "due_at"), this.times.readNullable(row, "leased_until")))
			.list();
	}

	private static StatementSpec withAccount(StatementSpec statement, @Nullable AccountId accountId) {
		return (accountId != null) ? statement.param("account", accountId.value()) : statement;
	}

	private OutboxMail read(ResultSet row) throws SQLException {
		UUID account = row.getObject("account_id", UUID.class);
		return new OutboxMail(id(row), NoticeKind.valueOf(row.getString("kind")),
				(account != null) ? new AccountId(account) : null, new MailboxHash(row.getBytes("recipient_hash")),
				Objects.requireNonNull(row.getBytes("sealed_notice"), "sealed_notice"),
				this.times.read(row, "created_at"), this.times.read(row, "due_at"), this.times.read(row, "give_up_at"),
				row.getInt("attempts"));
	}

	private static UUID id(ResultSet row) throws SQLException {
		return Objects.requireNonNull(row.getObject("mail_id", UUID.class), "mail_id");
	}

	private record Older(UUID mailId, MailboxHash mailbox, Instant dueAt, @Nullable Instant leasedUntil) {

		boolean hasPlace(MailboxHash wanted, Instant now) {
			return (this.leasedUntil == null || !this.leasedUntil.isAfter(now)) && this.mailbox.equals(wanted);
		}

	}

}
