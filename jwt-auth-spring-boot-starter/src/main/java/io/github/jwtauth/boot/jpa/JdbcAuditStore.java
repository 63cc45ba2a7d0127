package io.github.jwtauth.boot.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.jwtauth.AuthException;
import io.github.jwtauth.audit.AuditMacs;
import io.github.jwtauth.audit.AuditPage;
import io.github.jwtauth.audit.AuditQuery;
import io.github.jwtauth.audit.AuditRecord;
import io.github.jwtauth.audit.AuditStore;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The trail in {@code jwtauth_audit_event}. Nobody who adds a row waits for another: the
 * chain comes later. A row that cannot be written means "unavailable", whatever is wrong,
 * because the change that it tells of must not happen then (requirement R-99).
 */
final class JdbcAuditStore implements AuditStore {

	private final AuthDatabase database;

	private final Supplier<AuditMacs> macs;

	private final AuditRows rows;

	private final Times times;

	/**
	 * Makes the store.
	 * @param database where the rows are
	 * @param macs asked for when the first row is written
	 */
	JdbcAuditStore(AuthDatabase database, Supplier<AuditMacs> macs) {
		this.database = database;
		this.macs = macs;
		this.times = database.dialect().times();
		this.rows = new AuditRows(this.times);
	}

	@Override
	public void append(AuditRecord entry) {
		AuditMacs signing = this.macs.get();
		UnaryOperator<StatementSpec> parameters = this.rows.parameters(entry, signing.currentSecret(),
				signing.of(entry));
		try {
			this.database.call((db) -> parameters.apply(db.sql(AuditRows.INSERT)).update());
		}
		catch (DataAccessException ex) {
			// Those that pass when everything is tried again are for whoever tries.
			throw (DatabaseFailures.isConflict(ex) || DatabaseFailures.isOutage(ex)) ? ex
					: AuthException.unavailable(ex);
		}
	}

	@Override
	public AuditPage find(AuditQuery query) {
		String where = conditions(query);
		UnaryOperator<StatementSpec> parameters = parameters(query);
		long total = this.database
			.call((db) -> parameters.apply(db.sql("select count(*) from jwtauth_audit_event" + where))
				.query(Long.class)
				.single());
		List<AuditRecord> items = this.database.call((db) -> parameters.apply(db.sql("select " + AuditRows.COLUMNS
				+ " from jwtauth_audit_event" + where + " order by occurred_at desc, event_id desc offset "
				+ query.offset() + " rows fetch next " + query.size() + " rows only"))
			.query(this.rows::record)
			.list());
		return new AuditPage(items, total);
	}

	private static String conditions(AuditQuery query) {
		List<String> conditions = new ArrayList<>();
		if (query.account() != null) {
			conditions.add("account_id = :account");
		}
		if (query.type() != null) {
			conditions.add("type = :type");
		}
		if (query.since() != null) {
			conditions.add("occurred_at >= :since");
		}
		return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
	}

	private UnaryOperator<StatementSpec> parameters(AuditQuery query) {
		return (statement) -> {
			StatementSpec filled = statement;
			if (query.account() != null) {
				filled = filled.param("account", query.account().value());
			}
			if (query.type() != null) {
				filled = filled.param("type", query.type().name());
			}
			if (query.since() != null) {
				filled = filled.param("since", this.times.of(query.since()));
			}
			return filled;
		};
	}

}
