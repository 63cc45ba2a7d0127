package io.github.jwtauth.boot.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.session.LoginSession;
import io.github.jwtauth.session.Rotation;
import io.github.jwtauth.session.RotationRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The one statement of a rotation: an update that matches only the generation and salt
 * that were presented, of a session that is live. Whether it matched is the verdict.
 * PostgreSQL returns the session, and the built-in account, with the same statement;
 * elsewhere a second one reads them.
 */
final class JdbcRotation {

	private static final String UPDATE = """
			update jwtauth_session set generation = generation + 1, rotated_at = ?, last_used_at = ?,
			 idle_expires_at = least(case when remember_me then cast(? as %1$s)
			  else cast(? as %1$s) end, absolute_expires_at)
			 where session_id = ? and generation = ? and salt_hash = ?
			 and ended_at is null and idle_expires_at > ? and absolute_expires_at > ?""";

	private final Dialect dialect;

	private final @Nullable AccountTable accounts;

	private final String update;

	private final String select;

	JdbcRotation(Dialect dialect, @Nullable AccountTable accounts) {
		this.dialect = dialect;
		this.accounts = accounts;
		String columns = SessionRows.COLUMNS;
		String joins = "";
		if (accounts != null) {
			columns += ", u.host_id, u.credential_version, u.password_change_required, u.last_login_at, "
					+ accounts.columns();
			joins = " left join jwtauth_subject u on u.account_id = s.account_id " + accounts.join();
		}
		String rotate = UPDATE.formatted(dialect.times().type());
		this.update = (dialect == Dialect.POSTGRESQL)
				? "with s as (" + rotate + " returning *) select " + columns + " from s" + joins : rotate;
		this.select = "select " + columns + " from jwtauth_session s" + joins + " where s.session_id = ?";
	}

	/** Empty when the update did not match: then the row has to be asked why. */
	Optional<Rotation> attempt(JdbcClient db, RotationRequest request) {
		if (this.dialect == Dialect.POSTGRESQL) {
			return parameters(db.sql(this.update), request).query(this::rotated).optional();
		}
		if (parameters(db.sql(this.update), request).update() == 0) {
			return Optional.empty();
		}
		return db.sql(this.select).param(request.sessionId().value()).query(this::rotated).optional();
	}

	private JdbcClient.StatementSpec parameters(JdbcClient.StatementSpec statement, RotationRequest request) {
		Times times = this.dialect.times();
		Object now = times.of(request.now());
		return statement.param(now)
			.param(now)
			.param(times.of(request.idleUntilIfRemembered()))
			.param(times.of(request.idleUntil()))
			.param(request.sessionId().value())
			.param(request.generation())
			.param(request.saltHash().bytes())
			.param(now)
			.param(now);
	}

	private Rotation rotated(ResultSet row, int number) throws SQLException {
		LoginSession session = SessionRows.read(row, this.dialect.times());
		return new Rotation.Rotated(session, Optional.ofNullable(account(row, session.accountId())));
	}

	private @Nullable KnownAccount account(ResultSet row, AccountId id) throws SQLException {
		Account account = (this.accounts != null) ? this.accounts.read(row) : null;
		return (account != null) ? new KnownAccount(new Subject(id, row.getString("host_id"),
				row.getLong("credential_version"), row.getBoolean("password_change_required"),
				this.dialect.times().readNullable(row, "last_login_at")), account) : null;
	}

}
