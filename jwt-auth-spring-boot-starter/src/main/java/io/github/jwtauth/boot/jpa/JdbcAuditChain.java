package io.github.jwtauth.boot.jpa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.github.jwtauth.audit.AuditChain;
import io.github.jwtauth.audit.ChainState;
import io.github.jwtauth.audit.ChainedRecord;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The chain over {@code jwtauth_audit_event}; its beginning and its end stand in the one
 * row of {@code jwtauth_audit_chain}.
 */
final class JdbcAuditChain implements AuditChain {

	private static final String STATE = """
			select base_position, base_mac, head_position, head_mac, secret_id, row_mac, sealed_at
			 from jwtauth_audit_chain where chain_id = 1""";

	private static final String BEGIN = """
			insert into jwtauth_audit_chain (chain_id, base_position, base_mac, head_position, head_mac, secret_id,
			 row_mac, sealed_at) values (1, :base, :baseMac, :head, :headMac, :secret, :mac, :at)""";

	private static final String SAVE = """
			update jwtauth_audit_chain set base_position = :base, base_mac = :baseMac, head_position = :head,
			 head_mac = :headMac, secret_id = :secret, row_mac = :mac, sealed_at = :at where chain_id = 1""";

	private static final String SELECT = "select " + AuditRows.COLUMNS + " from jwtauth_audit_event where ";

	private static final String UNSEALED = SELECT
			+ "chain_position is null order by occurred_at, event_id fetch first :limit rows only";

	private static final String SEALED = SELECT
			+ "chain_position > :after and chain_position <= :to order by chain_position fetch first :limit rows only";

	/** One statement, because the end of the chain moves while somebody looks. */
	private static final String STRAYS = SELECT + """
			chain_position <= (select coalesce(max(base_position), 0) from jwtauth_audit_chain where chain_id = 1)
			 or chain_position > (select coalesce(max(head_position), 0) from jwtauth_audit_chain where chain_id = 1)
			 order by chain_position fetch first :limit rows only""";

	private static final String SEAL = """
			update jwtauth_audit_event set chain_position = ?, chain_mac = ?
			 where event_id = ? and chain_position is null""";

	private final AuthDatabase database;

	private final AuditRows rows;

	private final Times times;

	private final JdbcTemplate batches;

	JdbcAuditChain(AuthDatabase database) {
		this.database = database;
		this.times = database.dialect().times();
		this.rows = new AuditRows(this.times);
		this.batches = new JdbcTemplate(database.dataSource());
	}

	@Override
	public Optional<ChainState> find() {
		return this.database.call((db) -> db.sql(STATE).query(this.rows::chain).optional());
	}

	@Override
	public Optional<ChainState> lock() {
		return this.database.call((db) -> db.sql(STATE + " for update").query(this.rows::chain).optional());
	}

	@Override
	public void begin(ChainState state) {
		this.database.insertIfAbsent(BEGIN, parameters(state));
	}

	@Override
	public void save(ChainState state) {
		this.database.call((db) -> parameters(state).apply(db.sql(SAVE)).update());
	}

	@Override
	public List<ChainedRecord> unsealed(int limit) {
		return this.database.call((db) -> db.sql(UNSEALED).param("limit", limit).query(this.rows::chained).list());
	}

	@Override
	public Optional<Instant> oldestUnsealed() {
		return this.database.call((db) -> db.sql(UNSEALED)
			.param("limit", 1)
			.query((row, number) -> this.rows.time(row, "occurred_at"))
			.optional());
	}

	@Override
	public void seal(List<Link> links) {
		List<Object[]> batch = links.stream()
			.map((link) -> new Object[] { link.position(), link.chainMac().bytes(), link.eventId() })
			.toList();
		this.database.call((db) -> this.batches.batchUpdate(SEAL, batch));
	}

	@Override
	public List<ChainedRecord> sealed(long after, long to, int limit) {
		return this.database.call((db) -> db.sql(SEALED)
			.param("after", after)
			.param("to", to)
			.param("limit", limit)
			.query(this.rows::chained)
			.list());
	}

	@Override
	public List<ChainedRecord> strays(int limit) {
		return this.database.call((db) -> db.sql(STRAYS).param("limit", limit).query(this.rows::chained).list());
	}

	@Override
	public void remove(long after, long to) {
		this.database.call((db) -> db
			.sql("delete from jwtauth_audit_event where chain_position > :after and chain_position <= :to")
			.param("after", after)
			.param("to", to)
			.update());
	}

	private UnaryOperator<StatementSpec> parameters(ChainState state) {
		return (statement) -> statement.param("base", state.basePosition())
			.param("baseMac", state.baseMac().bytes())
			.param("head", state.headPosition())
			.param("headMac", state.headMac().bytes())
			.param("secret", state.secretId())
			.param("mac", state.mac().bytes())
			.param("at", this.times.of(state.sealedAt()));
	}

}
