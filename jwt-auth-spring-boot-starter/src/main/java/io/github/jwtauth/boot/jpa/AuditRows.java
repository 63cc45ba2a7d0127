package io.github.jwtauth.boot.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.audit.AuditMac;
import io.github.jwtauth.audit.AuditRecord;
import io.github.jwtauth.audit.ChainState;
import io.github.jwtauth.audit.ChainedRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Rows of the audit trail. They are read as they are: what somebody else wrote into them
 * must be found out, and not stop whoever looks.
 */
final class AuditRows {

	static final String COLUMNS = """
			event_id, occurred_at, type, outcome, reason, risk, actor_id, account_id, session_id, ip_address,
			 user_agent, device, request_id, metadata, secret_id, row_mac, chain_position, chain_mac""";

	static final String INSERT = """
			insert into jwtauth_audit_event (event_id, occurred_at, type, outcome, reason, risk, actor_id,
			 account_id, session_id, ip_address, user_agent, device, request_id, metadata, secret_id, row_mac)
			values (:id, :at, :type, :outcome, :reason, :risk, :actor, :account, :session, :ip, :agent, :device,
			 :request, :metadata, :secret, :mac)""";

	/** Of a text that names nobody. */
	private static final UUID NOBODY = new UUID(0, 0);

	private final Times times;

	AuditRows(Times times) {
		this.times = times;
	}

	UnaryOperator<StatementSpec> parameters(AuditRecord entry, int secretId, AuditMac mac) {
		return (statement) -> statement.param("id", entry.id())
			.param("at", this.times.of(entry.occurredAt()))
			.param("type", entry.type())
			.param("outcome", entry.outcome())
			.param("reason", entry.reason())
			.param("risk", entry.risk())
			.param("actor", (entry.actor() != null) ? entry.actor().value() : null)
			.param("account", (entry.account() != null) ? entry.account().value() : null)
			.param("session", (entry.session() != null) ? entry.session().value() : null)
			.param("ip", entry.ipAddress())
			.param("agent", entry.userAgent())
			.param("device", entry.device())
			.param("request", entry.requestId())
			.param("metadata", entry.metadata())
			.param("secret", secretId)
			.param("mac", mac.bytes());
	}

	AuditRecord record(ResultSet row, int number) throws SQLException {
		UUID actor = id(row, "actor_id");
		UUID account = id(row, "account_id");
		UUID session = id(row, "session_id");
		return new AuditRecord(Objects.requireNonNullElse(id(row, "event_id"), NOBODY), time(row, "occurred_at"),
				row.getString("type"), row.getString("outcome"), row.getString("reason"), row.getString("risk"),
				(actor != null) ? new AccountId(actor) : null, (account != null) ? new AccountId(account) : null,
				(session != null) ? new SessionId(session) : null, row.getString("ip_address"),
				row.getString("user_agent"), row.getString("device"), row.getString("request_id"),
				row.getString("metadata"));
	}

	ChainedRecord chained(ResultSet row, int number) throws SQLException {
		byte[] chainMac = row.getBytes("chain_mac");
		return new ChainedRecord(record(row, number), row.getInt("secret_id"), new AuditMac(row.getBytes("row_mac")),
				row.getLong("chain_position"), (chainMac != null) ? new AuditMac(chainMac) : null);
	}

	ChainState chain(ResultSet row, int number) throws SQLException {
		return new ChainState(row.getLong("base_position"), new AuditMac(row.getBytes("base_mac")),
				row.getLong("head_position"), new AuditMac(row.getBytes("head_mac")), row.getInt("secret_id"),
				new AuditMac(row.getBytes("row_mac")), time(row, "sealed_at"));
	}

	/** MariaDB has a date of zeros, which its driver takes for none. */
	Instant time(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNullElse(this.times.readNullable(row, column), Instant.EPOCH);
	}

	private static @Nullable UUID id(ResultSet row, String column) throws SQLException {
		String text = row.getString(column);
		try {
			return (text != null) ? UUID.fromString(text) : null;
		}
		catch (IllegalArgumentException ex) {
			return NOBODY;
		}
	}

}
