package io.github.jwtauth.boot.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.notification.MailBudget;
import io.github.jwtauth.notification.MailboxHash;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Budgets of mailboxes in {@code jwtauth_mail_budget}. The row is the lock: who spends
 * has it to itself until the commit.
 */
final class JdbcMailBudgets {

	private static final String SELECT = """
			select last_at, hour_from, hour_count, day_from, day_count from jwtauth_mail_budget
			 where recipient_hash = :mailbox for update""";

	private static final String INSERT = """
			insert into jwtauth_mail_budget (recipient_hash, last_at, hour_from, hour_count, day_from, day_count)
			values (:mailbox, :last, :hourFrom, :hourCount, :dayFrom, :dayCount)""";

	/**
	 * A duplicate that MariaDB reports leaves a shared lock on the row, and all who want
	 * it to themselves then wait for each other. This takes it exclusively at once.
	 */
	private static final String MARIADB_INSERT = INSERT + " on duplicate key update recipient_hash = recipient_hash";

	private static final String UPDATE = """
			update jwtauth_mail_budget set last_at = :last, hour_from = :hourFrom, hour_count = :hourCount,
			 day_from = :dayFrom, day_count = :dayCount where recipient_hash = :mailbox""";

	private static final String UNUSED = """
			select recipient_hash from jwtauth_mail_budget where day_from < :before
			 order by day_from fetch first :limit rows only for update skip locked""";

	private final AuthDatabase database;

	private final Times times;

	JdbcMailBudgets(AuthDatabase database) {
		this.database = database;
		this.times = database.dialect().times();
	}

	MailBudget lock(MailboxHash mailbox, Instant now) {
		return find(mailbox).orElseGet(() -> {
			insert(mailbox, MailBudget.unspent(now));
			return find(mailbox).orElseThrow();
		});
	}

	void save(MailboxHash mailbox, MailBudget budget) {
		this.database.call((db) -> parameters(mailbox, budget).apply(db.sql(UPDATE)).update());
	}

	/** Two statements: MariaDB would look at, and lock, every row for a subquery. */
	void giveMinuteBack(AccountId accountId, Instant lastAt) {
		this.database.call((db) -> {
			List<byte[]> mailboxes = db
				.sql("select distinct recipient_hash from jwtauth_mail where account_id = :account")
				.param("account", accountId.value())
				.query((row, number) -> row.getBytes("recipient_hash"))
				.list();
			return mailboxes.isEmpty() ? 0
					: db.sql("update jwtauth_mail_budget set last_at = :last where recipient_hash in (:mailboxes)")
						.param("last", this.times.of(lastAt))
						.param("mailboxes", mailboxes)
						.update();
		});
	}

	int purge(Instant before, int limit) {
		return this.database.call((db) -> {
			List<byte[]> unused = db.sql(UNUSED)
				.param("before", this.times.of(before))
				.param("limit", limit)
				.query((row, number) -> row.getBytes("recipient_hash"))
				.list();
			return unused.isEmpty() ? 0
					: db.sql("delete from jwtauth_mail_budget where recipient_hash in (:mailboxes)")
						.param("mailboxes", unused)
						.update();
		});
	}

	private Optional<MailBudget> find(MailboxHash mailbox) {
		return this.database
			.call((db) -> db.sql(SELECT).param("mailbox", mailbox.bytes()).query(this::read).optional());
	}

	private void insert(MailboxHash mailbox, MailBudget budget) {
		UnaryOperator<StatementSpec> parameters = parameters(mailbox, budget);
		if (this.database.dialect() == Dialect.MARIADB) {
			this.database.call((db) -> parameters.apply(db.sql(MARIADB_INSERT)).update());
		}
		else {
			this.database.insertIfAbsent(INSERT, parameters);
		}
	}

	private UnaryOperator<StatementSpec> parameters(MailboxHash mailbox, MailBudget budget) {
		return (statement) -> statement.param("mailbox", mailbox.bytes())
			.param("last", this.times.of(budget.lastAt()))
			.param("hourFrom", this.times.of(budget.hourFrom()))
			.param("hourCount", budget.hourCount())
			.param("dayFrom", this.times.of(budget.dayFrom()))
			.param("dayCount", budget.dayCount());
	}

	private MailBudget read(ResultSet row, int number) throws SQLException {
		return new MailBudget(this.times.read(row, "last_at"), this.times.read(row, "hour_from"),
				row.getInt("hour_count"), this.times.read(row, "day_from"), row.getInt("day_count"));
	}

}
