package io.github.jwtauth.mfa;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.InMemoryTransactions;

/**
 * Remembered devices in memory. Safe for use by many threads.
 */
public final class InMemoryRememberedDeviceStore implements RememberedDeviceStore {

	private final InMemoryTransactions transactions;

	private final Map<UUID, Row> rows;

	public InMemoryRememberedDeviceStore(InMemoryTransactions transactions) {
		this.transactions = transactions;
		this.rows = transactions.table();
	}

	@Override
	public void insert(AccountId owner, DeviceHash hash, RememberedDevice device) {
		this.transactions.statement(() -> {
			this.rows.values().removeIf((row) -> row.owner().equals(owner) && row.hash().equals(hash));
			return this.rows.put(device.id(), new Row(owner, hash, device));
		});
	}

	@Override
	public Optional<Instant> use(AccountId owner, DeviceHash hash, Instant now) {
		return this.transactions.statement(() -> this.rows.values()
			.stream()
			.filter((row) -> row.owner().equals(owner) && row.hash().equals(hash))
			.filter((row) -> row.device().expiresAt().isAfter(now))
			.findFirst()
			.map((row) -> {
				this.rows.put(row.device().id(), row.usedAt(now));
				return row.device().createdAt();
			}));
	}

	@Override
	public Optional<UUID> find(AccountId owner, DeviceHash hash, Instant now) {
		return this.transactions.statement(() -> this.rows.values()
			.stream()
			.filter((row) -> row.owner().equals(owner) && row.hash().equals(hash))
			.filter((row) -> row.device().expiresAt().isAfter(now))
			.map((row) -> row.device().id())
			.findFirst());
	}

	@Override
	public List<RememberedDevice> findLive(AccountId owner, Instant now) {
		return this.transactions.statement(() -> this.rows.values()
			.stream()
			.filter((row) -> row.owner().equals(owner) && row.device().expiresAt().isAfter(now))
			.map(Row::device)
			.sorted(Comparator.comparing(RememberedDevice::createdAt).thenComparing(RememberedDevice::id))
			.toList());
	}

	@Override
	public boolean remove(AccountId owner, UUID id) {
		return removeIf((row) -> row.owner().equals(owner) && row.device().id().equals(id), 1) == 1;
	}

	@Override
	public int removeAll(AccountId owner) {
		return removeIf((row) -> row.owner().equals(owner), Integer.MAX_VALUE);
	}

	@Override
	public int purge(Instant now, int limit) {
		return removeIf((row) -> !row.device().expiresAt().isAfter(now), limit);
	}

	private int removeIf(Predicate<Row> doomed, int limit) {
		return this.transactions.statement(() -> {
			List<UUID> ids = this.rows.values()
				.stream()
				.filter(doomed)
				.map((row) -> row.device().id())
				.limit(limit)
				.toList();
			ids.forEach(this.rows::remove);
			return ids.size();
		});
	}

	private record Row(AccountId owner, DeviceHash hash, RememberedDevice device) {

		Row usedAt(Instant now) {
			return new Row(this.owner, this.hash, new RememberedDevice(this.device.id(), this.device.device(),
					this.device.createdAt(), now, this.device.expiresAt()));
		}

	}

}
