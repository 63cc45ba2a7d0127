package io.github.jwtauth.audit;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.TestSecrets;
import org.jspecify.annotations.Nullable;

/**
 * A trail and its chain in memory. Safe for use by many threads.
 */
public final class InMemoryAuditStore implements AuditStore, AuditChain {

	private static final Comparator<ChainedRecord> BY_TIME = Comparator
		.comparing((ChainedRecord row) -> row.content().occurredAt())
		.thenComparing((row) -> row.content().id());

	private final InMemoryTransactions transactions;

	private final AuditMacs macs;

	private final Map<UUID, ChainedRecord> rows;

	private final Map<Integer, ChainState> chain;

	public InMemoryAuditStore(InMemoryTransactions transactions) {
		this.transactions = transactions;
		this.macs = new AuditMacs(TestSecrets.keys());
		this.rows = transactions.table();
		this.chain = transactions.table();
	}

	@Override
	public void append(AuditRecord entry) {
		this.transactions.statement(() -> this.rows.put(entry.id(),
				new ChainedRecord(entry, this.macs.currentSecret(), this.macs.of(entry), 0, null)));
	}

	@Override
	public AuditPage find(AuditQuery query) {
		return this.transactions.statement(() -> {
			List<AuditRecord> found = this.rows.values()
				.stream()
				.sorted(BY_TIME.reversed())
				.map(ChainedRecord::content)
				.filter((row) -> query.account() == null || query.account().equals(row.account()))
				.filter((row) -> query.type() == null || query.type().name().equals(row.type()))
				.filter((row) -> query.since() == null || !row.occurredAt().isBefore(query.since()))
				.toList();
			return new AuditPage(found.stream().skip(query.offset()).limit(query.size()).toList(), found.size());
		});
	}

	@Override
	public Optional<ChainState> find() {
		return this.transactions.statement(() -> Optional.ofNullable(this.chain.get(1)));
	}

	@Override
	public Optional<ChainState> lock() {
		return find();
	}

	@Override
	public void begin(ChainState state) {
		this.transactions.statement(() -> this.chain.putIfAbsent(1, state));
	}

	@Override
	public void save(ChainState state) {
		this.transactions.statement(() -> this.chain.put(1, state));
	}

	@Override
	public List<ChainedRecord> unsealed(int limit) {
		return this.transactions
			.statement(() -> rows().filter((row) -> row.position() == 0).sorted(BY_TIME).limit(limit).toList());
	}

	@Override
	public Optional<Instant> oldestUnsealed() {
		return unsealed(1).stream().map((row) -> row.content().occurredAt()).findFirst();
	}

	@Override
	public void seal(List<Link> links) {
		this.transactions.statement(() -> {
			links.forEach((link) -> this.rows.computeIfPresent(link.eventId(), (id, row) -> (row.position() != 0) ? row
					: new ChainedRecord(row.content(), row.secretId(), row.mac(), link.position(), link.chainMac())));
			return true;
		});
	}

	@Override
	public List<ChainedRecord> sealed(long after, long to, int limit) {
		return this.transactions.statement(() -> rows().filter((row) -> row.position() > after && row.position() <= to)
			.sorted(Comparator.comparing(ChainedRecord::position))
			.limit(limit)
			.toList());
	}

	@Override
	public List<ChainedRecord> strays(int limit) {
		return this.transactions.statement(() -> {
			ChainState state = this.chain.get(1);
			return rows()
				.filter((row) -> row.position() != 0 && (state == null || row.position() <= state.basePosition()
						|| row.position() > state.headPosition()))
				.sorted(Comparator.comparing(ChainedRecord::position))
				.limit(limit)
				.toList();
		});
	}

	@Override
	public void remove(long after, long to) {
		this.transactions
			.statement(() -> this.rows.values().removeIf((row) -> row.position() > after && row.position() <= to));
	}

	/**
	 * What somebody does who can write to the database.
	 * @param id which record
	 * @param change what becomes of it; {@code null} deletes it
	 */
	public void tamper(UUID id, UnaryOperator<@Nullable ChainedRecord> change) {
		this.transactions.statement(() -> this.rows.compute(id, (key, row) -> change.apply(row)));
	}

	private Stream<ChainedRecord> rows() {
		return this.rows.values().stream();
	}

}
