package io.github.jwtauth.boot.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Objects;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.DeviceType;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.session.LoginSession;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The row of a live session as the core sees it.
 */
final class SessionRows {

	/** Columns of a session; the table is called {@code s}. */
	static final String COLUMNS = """
			s.session_id, s.account_id, s.amr, s.authenticated_at, s.remember_me, s.created_at, s.last_used_at, \
			s.idle_expires_at, s.absolute_expires_at, s.device_name, s.device_type, s.browser, s.os, s.user_agent, \
			s.ip_address, s.city, s.country""";

	private SessionRows() {
	}

	static UUID id(ResultSet row, int number) throws SQLException {
		return row.getObject("session_id", UUID.class);
	}

	static LoginSession read(ResultSet row, Times times) throws SQLException {
		return new LoginSession(new SessionId(uuid(row, "session_id")), new AccountId(uuid(row, "account_id")),
				device(row), MethodsColumn.read(row.getString("amr"), times.read(row, "authenticated_at")),
				row.getBoolean("remember_me"), times.read(row, "created_at"), times.read(row, "last_used_at"),
				times.read(row, "idle_expires_at"), times.read(row, "absolute_expires_at"));
	}

	/** Parameters are called like their columns. */
	static StatementSpec write(StatementSpec statement, LoginSession session, Times times) {
		return device(statement, session.device()).param("session_id", session.id().value())
			.param("account_id", session.accountId().value())
			.param("amr", MethodsColumn.write(session.proven()))
			.param("authenticated_at", times.of(session.authenticatedAt()))
			.param("remember_me", session.rememberMe())
			.param("created_at", times.of(session.createdAt()))
			.param("last_used_at", times.of(session.lastUsedAt()))
			.param("idle_expires_at", times.of(session.idleExpiresAt()))
			.param("absolute_expires_at", times.of(session.absoluteExpiresAt()));
	}

	private static UUID uuid(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(row.getObject(column, UUID.class), column);
	}

	private static Device device(ResultSet row) throws SQLException {
		return new Device(row.getString("device_name"), DeviceType.valueOf(row.getString("device_type")),
				row.getString("browser"), row.getString("os"), row.getString("user_agent"), row.getString("ip_address"),
				row.getString("city"), row.getString("country"));
	}

	private static StatementSpec device(StatementSpec statement, Device device) {
		return statement.param("device_type", device.type().name())
			.param("device_name", device.name(), Types.VARCHAR)
			.param("browser", device.browser(), Types.VARCHAR)
			.param("os", device.os(), Types.VARCHAR)
			.param("user_agent", device.userAgent(), Types.VARCHAR)
			.param("ip_address", device.ipAddress(), Types.VARCHAR)
			.param("city", device.city(), Types.VARCHAR)
			.param("country", device.country(), Types.VARCHAR);
	}

}
