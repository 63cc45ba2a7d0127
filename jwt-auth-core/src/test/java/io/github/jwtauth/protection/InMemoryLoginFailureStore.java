package io.github.jwtauth.protection;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.InMemoryTransactions;
import org.jspecify.annotations.Nullable;

/**
 * Failed logins in memory. Safe for use by many threads.
 */
public final class InMemoryLoginFailureStore implements LoginFailureStore {

	private final InMemoryTransactions transactions;

	private final Map<LoginFailureKey, Row> rows;

	public InMemoryLoginFailureStore(InMemoryTransactions transactions) {
		this.transactions = transactions;
		this.rows = transactions.table();
	}

	@Override
	public Optional<LoginFailures> find(LoginFailureKey key) {
		return byItself(() -> Optional.ofNullable(this.rows.get(key)).map(Row::failures));
	}

	@Override
	public boolean insertIfAbsent(LoginFailureKey key, @Nullable AccountId owner, LoginFailures first) {
		return byItself(() -> this.rows.putIfAbsent(key, new Row(owner, first)) == null);
	}

	@Override
	public boolean replace(LoginFailureKey key, LoginFailures expected, LoginFailures next) {
		return byItself(() -> {
			Row row = this.rows.get(key);
			return row != null && row.failures().equals(expected)
					&& this.rows.replace(key, row, new Row(row.owner(), next));
		});
	}

	@Override
	public void remove(LoginFailureKey key) {
		byItself(() -> Optional.ofNullable(this.rows.remove(key)));
	}

	@Override
	public void settle(LoginFailureKey key, Instant since) {
		change(key, since, (failures) -> new LoginFailures(failures.recent(), failures.total(), failures.pending() - 1,
				failures.since(), failures.blockedUntil(), failures.lastAt()));
	}

	@Override
	public void giveBack(LoginFailureKey key, Instant since, @Nullable Instant block, @Nullable Instant before) {
		change(key, since, (failures) -> new LoginFailures(failures.recent() - 1, failures.total() - 1,
				failures.pending() - 1, failures.since(),
				Objects.equals(failures.blockedUntil(), block) ? before : failures.blockedUntil(), failures.lastAt()));
	}

	private void change(LoginFailureKey key, Instant since, UnaryOperator<LoginFailures> change) {
		byItself(() -> {
			Row row = this.rows.get(key);
			if (row != null && row.failures().since().equals(since) && row.failures().pending() > 0) {
				this.rows.put(key, new Row(row.owner(), change.apply(row.failures())));
			}
			return true;
		});
	}

	@Override
	public Optional<Instant> findLatestBlock(Collection<LoginFailureKey> keys) {
		return this.transactions.statement(() -> keys.stream()
			.map(this.rows::get)
			.filter(Objects::nonNull)
			.map((row) -> row.failures().blockedUntil())
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder()));
	}

	@Override
	public int removeAll(Collection<LoginFailureKey> keys) {
		return removeIf((entry) -> keys.contains(entry.getKey()));
	}

	@Override
	public int removeAll(AccountId owner) {
		return removeIf((entry) -> owner.equals(entry.getValue().owner()));
	}

	@Override
	public int purge(Instant now, int limit) {
		return this.transactions.statement(() -> {
			List<LoginFailureKey> old = this.rows.entrySet()
				.stream()
				.filter((entry) -> isOld(entry.getValue().failures(), now))
				.limit(limit)
				.map(Map.Entry::getKey)
				.toList();
			old.forEach(this.rows::remove);
			return old.size();
		});
	}

	private <T> T byItself(Supplier<? extends T> statement) {
		if (this.transactions.isRunning()) {
			throw new IllegalStateException("a rollback would forget the guess");
		}
		return this.transactions.statement(statement);
	}

	private static boolean isOld(LoginFailures failures, Instant now) {
		Duration kept = Duration.ofDays((failures.total() < 5) ? 1 : (failures.total() < 100) ? 30 : 365);
		return failures.lastAt().isBefore(now.minus(kept));
	}

	private int removeIf(Predicate<Map.Entry<LoginFailureKey, Row>> condition) {
		return this.transactions.statement(() -> {
			int before = this.rows.size();
			this.rows.entrySet().removeIf(condition);
			return before - this.rows.size();
		});
	}

	/**
	 * How many counts there are.
	 * @return rows
	 */
	public int size() {
		return this.transactions.statement(this.rows::size);
	}

	private record Row(@Nullable AccountId owner, LoginFailures failures) {

	}

}
