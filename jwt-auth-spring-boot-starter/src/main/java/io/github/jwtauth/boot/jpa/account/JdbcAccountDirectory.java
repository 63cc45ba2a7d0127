package io.github.jwtauth.boot.jpa.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDirectory;
import io.github.jwtauth.account.AccountPage;
import io.github.jwtauth.account.AccountSearch;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.boot.jpa.AuthDatabase;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Finds the accounts of {@code jwtauth_account}. Both ways read the whole table:
 * administrators look seldom, and go more seldom still.
 */
final class JdbcAccountDirectory implements AccountDirectory {

	private static final String CONDITION = """
			from jwtauth_account a where lower(a.email) like :text escape '!'
			 or a.email_canonical like :text escape '!' or lower(a.username) like :text escape '!'
			 or lower(concat(coalesce(a.first_name, ''), ' ', coalesce(a.last_name, ''))) like :text escape '!'
			""";

	private static final String EVERYBODY = "from jwtauth_account a";

	private static final String ORDER = " order by a.account_key offset :offset rows fetch next :size rows only";

	private static final String ACTIVE = "select " + JdbcAccountTable.COLUMNS + ' ' + EVERYBODY
			+ " where a.status = :status and concat(',', a.roles, ',') like :role escape '!'";

	private final AuthDatabase database;

	private final JdbcAccountTable table;

	JdbcAccountDirectory(AuthDatabase database, JdbcAccountTable table) {
		this.database = database;
		this.table = table;
	}

	@Override
	public AccountPage find(AccountSearch search) {
		boolean everybody = search.text().isEmpty();
		String from = everybody ? EVERYBODY : CONDITION;
		String pattern = '%' + escaped(search.folded()) + '%';
		return this.database.call((db) -> {
			long total = with(db.sql("select count(*) " + from), everybody, pattern).query(Long.class).single();
			List<Account> accounts = with(db.sql("select " + JdbcAccountTable.COLUMNS + ' ' + from + ORDER), everybody,
					pattern)
				.param("offset", search.offset())
				.param("size", search.size())
				.query(this::account)
				.list();
			return new AccountPage(accounts, total);
		});
	}

	@Override
	public List<Account> findActive(String role) {
		if (role.isEmpty() || role.contains(JdbcAccountTable.SEPARATOR)) {
			return List.of();
		}
		String pattern = '%' + JdbcAccountTable.SEPARATOR + escaped(role) + JdbcAccountTable.SEPARATOR + '%';
		return this.database.call((db) -> db.sql(ACTIVE)
			.param("status", AccountStatus.ACTIVE.name())
			.param("role", pattern)
			.query(this::account)
			.list());
	}

	private Account account(ResultSet row, int number) throws SQLException {
		return Objects.requireNonNull(this.table.read(row));
	}

	private static StatementSpec with(StatementSpec statement, boolean everybody, String pattern) {
		return everybody ? statement : statement.param("text", pattern);
	}

	/** What somebody types is no pattern (attack X-52). */
	private static String escaped(String text) {
		return text.replaceAll("[!%_]", "!$0");
	}

}
