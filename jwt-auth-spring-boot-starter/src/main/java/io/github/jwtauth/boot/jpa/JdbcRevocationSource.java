package io.github.jwtauth.boot.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.session.RevocationSource;

import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * One query over two indexes tells what ended and what changed lately, by the database's
 * clock (decision 7).
 */
final class JdbcRevocationSource implements RevocationSource {

	private final AuthDatabase database;

	private final Times times;

	private final String query;

	JdbcRevocationSource(AuthDatabase database) {
		this.database = database;
		Dialect dialect = database.dialect();
		this.times = dialect.times();
		String since = dialect.plusSeconds(dialect.stableClock(), ":seconds");
		this.query = "select session_id as id, cast(null as " + this.times.type() + ") as void_until "
				+ "from jwtauth_session where ended_at > " + since
				+ " union all select account_id, tokens_void_until from jwtauth_subject where changed_at > " + since;
	}

	@Override
	public Revocations within(Duration lookBack) {
		return this.database.call((db) -> {
			List<SessionId> sessions = new ArrayList<>();
			Map<AccountId, Instant> accounts = new HashMap<>();
			db.sql(this.query)
				.param("seconds", -lookBack.toSeconds() - 1)
				.query((RowCallbackHandler) (row) -> read(row, sessions, accounts));
			return new Revocations(sessions, accounts);
		});
	}

	private void read(ResultSet row, List<SessionId> sessions, Map<AccountId, Instant> accounts) throws SQLException {
		UUID id = Objects.requireNonNull(row.getObject("id", UUID.class), "id");
		Instant voidUntil = this.times.readNullable(row, "void_until");
		if (voidUntil != null) {
			accounts.put(new AccountId(id), voidUntil);
		}
		else {
			sessions.add(new SessionId(id));
		}
	}

}
