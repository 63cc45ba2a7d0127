package io.github.jwtauth.boot.jpa.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.jpa.AuthDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Account and subject by one join. The subject is made when an account is looked up for
 * the first time.
 */
final class JdbcAccountLookup implements AccountLookup {

	private static final String COLUMNS = "select u.account_id, u.credential_version, "
			+ "u.password_change_required, u.last_login_at, " + JdbcAccountTable.COLUMNS;

	private static final String BY_ID = COLUMNS
			+ " from jwtauth_subject u join jwtauth_account a on a.account_key = u.host_id where u.account_id = ?";

	private static final String BY_IDENTIFIER = COLUMNS
			+ " from jwtauth_account a left join jwtauth_subject u on u.host_id = a.account_key where a.";

	private final AuthDatabase database;

	private final JdbcAccountTable table;

	private final CanonicalEmail canonical;

	private final SubjectStore subjects;

	JdbcAccountLookup(AuthDatabase database, JdbcAccountTable table, CanonicalEmail canonical, SubjectStore subjects) {
		this.database = database;
		this.table = table;
		this.canonical = canonical;
		this.subjects = subjects;
	}

	@Override
	public Optional<KnownAccount> byIdentifier(String identifier) {
		return AccountIdentifier.of(identifier, this.canonical)
			.flatMap((found) -> find(BY_IDENTIFIER + found.column() + " = ?", found.canonical()))
			.map(this::known);
	}

	@Override
	public Optional<KnownAccount> byId(AccountId id) {
		return find(BY_ID, id.value()).map(this::known);
	}

	private Optional<Found> find(String query, Object value) {
		return this.database.call((db) -> db.sql(query).param(value).query(this::read).optional());
	}

	private Found read(ResultSet row, int number) throws SQLException {
		Account account = Objects.requireNonNull(this.table.read(row), "account");
		UUID id = row.getObject("account_id", UUID.class);
		return new Found(account,
				(id != null)
						? new Subject(new AccountId(id), account.key(), row.getLong("credential_version"),
								row.getBoolean("password_change_required"), this.database.time(row, "last_login_at"))
						: null);
	}

	private KnownAccount known(Found found) {
		Subject subject = found.subject();
		return new KnownAccount((subject != null) ? subject : this.subjects.subjectOf(found.account().key()),
				found.account());
	}

	private record Found(Account account, @Nullable Subject subject) {

	}

}
