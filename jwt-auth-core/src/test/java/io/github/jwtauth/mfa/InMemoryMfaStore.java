package io.github.jwtauth.mfa;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.mfa.SealedFactor.Kind;

/**
 * Second factors in memory. Safe for use by many threads.
 */
public final class InMemoryMfaStore implements MfaStore {

	private final InMemoryTransactions transactions;

	private final Map<AccountId, StoredTotp> apps;

	private final Map<AccountId, List<StoredRecoveryCode>> codes;

	public InMemoryMfaStore(InMemoryTransactions transactions) {
		this.transactions = transactions;
		this.apps = transactions.table();
		this.codes = transactions.table();
	}

	@Override
	public Optional<StoredTotp> findTotp(AccountId accountId) {
		return this.transactions.statement(() -> Optional.ofNullable(this.apps.get(accountId)));
	}

	@Override
	public boolean putPending(AccountId accountId, StoredTotp totp) {
		return this.transactions.statement(() -> {
			StoredTotp present = this.apps.get(accountId);
			if (present != null && present.isActive()) {
				return false;
			}
			this.apps.put(accountId, totp);
			return true;
		});
	}

	@Override
	public boolean activate(AccountId accountId, UUID seedId, long step, Instant at) {
		return this.transactions.statement(() -> Optional.ofNullable(this.apps.get(accountId))
			.filter((totp) -> totp.seedId().equals(seedId) && !totp.isActive())
			.map((totp) -> this.apps.put(accountId, new StoredTotp(seedId, totp.box(), step, totp.createdAt(), at)))
			.isPresent());
	}

	@Override
	public boolean consumeStep(AccountId accountId, UUID seedId, long step) {
		return this.transactions.statement(() -> Optional.ofNullable(this.apps.get(accountId))
			.filter((totp) -> totp.seedId().equals(seedId) && totp.isActive() && totp.lastStep() < step)
			.map((totp) -> this.apps.put(accountId,
					new StoredTotp(seedId, totp.box(), step, totp.createdAt(), totp.activatedAt())))
			.isPresent());
	}

	@Override
	public boolean removeTotp(AccountId accountId) {
		return this.transactions
			.statement(() -> Optional.ofNullable(this.apps.remove(accountId)).filter(StoredTotp::isActive).isPresent());
	}

	@Override
	public long countActive() {
		return this.transactions.statement(() -> this.apps.values().stream().filter(StoredTotp::isActive).count());
	}

	@Override
	public List<StoredRecoveryCode> findRecoveryCodes(AccountId accountId) {
		return this.transactions.statement(() -> this.codes.getOrDefault(accountId, List.of()));
	}

	@Override
	public void replaceRecoveryCodes(AccountId accountId, List<StoredRecoveryCode> replacing) {
		this.transactions.statement(() -> {
			this.codes.put(accountId, List.copyOf(replacing));
			return true;
		});
	}

	@Override
	public boolean consumeRecoveryCode(AccountId accountId, UUID codeId) {
		return this.transactions.statement(() -> {
			List<StoredRecoveryCode> present = this.codes.getOrDefault(accountId, List.of());
			List<StoredRecoveryCode> left = present.stream().filter((code) -> !code.id().equals(codeId)).toList();
			this.codes.put(accountId, left);
			return left.size() < present.size();
		});
	}

	@Override
	public int purgePending(Instant createdBefore, int limit) {
		return this.transactions.statement(() -> {
			List<AccountId> forgotten = this.apps.entrySet()
				.stream()
				.filter((entry) -> !entry.getValue().isActive())
				.filter((entry) -> entry.getValue().createdAt().isBefore(createdBefore))
				.map(Map.Entry::getKey)
				.limit(limit)
				.toList();
			forgotten.forEach(this.apps::remove);
			return forgotten.size();
		});
	}

	/**
	 * The same rows, for whoever seals them again.
	 * @return the store of their boxes
	 */
	public SealedFactorStore sealed() {
		return new Boxes();
	}

	private final class Boxes implements SealedFactorStore {

		@Override
		public List<SealedFactor> find(byte[] beginning, int limit) {
			return InMemoryMfaStore.this.transactions
				.statement(() -> all().filter((found) -> begins(found.box(), beginning)).limit(limit).toList());
		}

		@Override
		public boolean replace(SealedFactor present, byte[] box) {
			return InMemoryMfaStore.this.transactions.statement(() -> {
				boolean there = all().anyMatch((found) -> found.id().equals(present.id())
						&& found.owner().equals(present.owner()) && Arrays.equals(found.box(), present.box()));
				if (there && present.kind() == Kind.TOTP) {
					InMemoryMfaStore.this.apps.computeIfPresent(present.owner(),
							(owner, totp) -> new StoredTotp(totp.seedId(), box, totp.lastStep(), totp.createdAt(),
									totp.activatedAt()));
				}
				else if (there) {
					InMemoryMfaStore.this.codes.computeIfPresent(present.owner(), (owner, codes) -> codes.stream()
						.map((code) -> code.id().equals(present.id()) ? new StoredRecoveryCode(code.id(), box) : code)
						.toList());
				}
				return there;
			});
		}

		@Override
		public long count(byte[] beginning) {
			return find(beginning, Integer.MAX_VALUE).size();
		}

		private Stream<SealedFactor> all() {
			return Stream.concat(
					InMemoryMfaStore.this.apps.entrySet()
						.stream()
						.map((app) -> new SealedFactor(Kind.TOTP, app.getKey(), app.getValue().seedId(),
								app.getValue().box())),
					InMemoryMfaStore.this.codes.entrySet()
						.stream()
						.flatMap((owned) -> owned.getValue()
							.stream()
							.map((code) -> new SealedFactor(Kind.RECOVERY_CODE, owned.getKey(), code.id(),
									code.box()))));
		}

		private static boolean begins(byte[] box, byte[] beginning) {
			return box.length >= beginning.length
					&& Arrays.equals(box, 0, beginning.length, beginning, 0, beginning.length);
		}

	}

}
