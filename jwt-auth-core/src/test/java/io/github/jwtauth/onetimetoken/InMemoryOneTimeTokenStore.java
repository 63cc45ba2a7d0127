package io.github.jwtauth.onetimetoken;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.InMemoryTransactions;
import org.jspecify.annotations.Nullable;

/**
 * One-time tokens in memory. Safe for use by many threads.
 */
public final class InMemoryOneTimeTokenStore implements OneTimeTokenStore {

	private final InMemoryTransactions transactions;

	private final Map<TokenHash, Row> rows;

	public InMemoryOneTimeTokenStore(InMemoryTransactions transactions) {
		this.transactions = transactions;
		this.rows = transactions.table();
	}

	@Override
	public void insert(TokenHash hash, @Nullable TokenHash browser, OneTimeToken token) {
		this.transactions.statement(() -> this.rows.put(hash, new Row(browser, token, null, null)));
	}

	@Override
	public Optional<OneTimeToken> find(Ticket ticket, Instant now) {
		return this.transactions.statement(() -> Optional.ofNullable(this.rows.get(ticket.hash()))
			.filter((row) -> row.accepts(ticket, now))
			.map(Row::token));
	}

	@Override
	public boolean consume(Ticket ticket, Instant now) {
		return this.transactions
			.statement(() -> find(ticket, now).isPresent() && this.rows.remove(ticket.hash()) != null);
	}

	@Override
	public int removeAll(AccountId accountId, OneTimeTokenPurpose purpose) {
		return removeAll(accountId, Set.of(purpose));
	}

	@Override
	public int removeAll(AccountId accountId, Set<OneTimeTokenPurpose> purposes) {
		return this.transactions.statement(() -> remove(this.rows.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().token().accountId().equals(accountId))
			.filter((entry) -> purposes.contains(entry.getValue().token().purpose()))
			.map(Map.Entry::getKey)
			.toList()));
	}

	@Override
	public Optional<Pending> findPending(AccountId accountId, OneTimeTokenPurpose purpose, Instant now) {
		return this.transactions.statement(() -> waiting(accountId, purpose, now)
			.map((entry) -> new Pending(entry.getValue().token(), entry.getValue().code())));
	}

	@Override
	public void setCode(AccountId accountId, OneTimeTokenPurpose purpose, TokenHash code, int attempts) {
		this.transactions.statement(() -> {
			waiting(accountId, purpose, Instant.MIN).ifPresent((entry) -> this.rows.put(entry.getKey(),
					new Row(entry.getValue().browser(), entry.getValue().token(), code, attempts)));
			return true;
		});
	}

	@Override
	public boolean spendAttempt(AccountId accountId, OneTimeTokenPurpose purpose, Instant now) {
		return this.transactions
			.statement(() -> waiting(accountId, purpose, now).filter((entry) -> entry.getValue().left() > 0)
				.map((entry) -> this.rows.put(entry.getKey(), entry.getValue().spent()))
				.isPresent());
	}

	@Override
	public boolean spendAttempt(Ticket ticket, int limit, Instant now) {
		return this.transactions.statement(() -> Optional.ofNullable(this.rows.get(ticket.hash()))
			.filter((row) -> row.accepts(ticket, now))
			.filter((row) -> row.spentOf(limit) < limit)
			.map((row) -> this.rows.put(ticket.hash(), row.spentOnce(limit)))
			.isPresent());
	}

	@Override
	public boolean consumeByCode(AccountId accountId, OneTimeTokenPurpose purpose, TokenHash code, Instant now) {
		return this.transactions
			.statement(() -> waiting(accountId, purpose, now).filter((entry) -> code.equals(entry.getValue().code()))
				.map((entry) -> this.rows.remove(entry.getKey()))
				.isPresent());
	}

	@Override
	public int removeExpiringFrom(AccountId accountId, OneTimeTokenPurpose purpose, Instant from) {
		return this.transactions.statement(() -> remove(this.rows.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().token().accountId().equals(accountId))
			.filter((entry) -> entry.getValue().token().purpose() == purpose)
			.filter((entry) -> !entry.getValue().token().expiresAt().isBefore(from))
			.map(Map.Entry::getKey)
			.toList()));
	}

	@Override
	public int purge(Instant now, int limit) {
		return this.transactions.statement(() -> remove(this.rows.entrySet()
			.stream()
			.filter((entry) -> !entry.getValue().token().expiresAt().isAfter(now))
			.map(Map.Entry::getKey)
			.limit(limit)
			.toList()));
	}

	/**
	 * How many tokens wait.
	 * @return their number, expired ones included
	 */
	public int size() {
		return this.transactions.statement(this.rows::size);
	}

	private Optional<Map.Entry<TokenHash, Row>> waiting(AccountId accountId, OneTimeTokenPurpose purpose, Instant now) {
		return this.rows.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().token().accountId().equals(accountId))
			.filter((entry) -> entry.getValue().token().purpose() == purpose)
			.filter((entry) -> entry.getValue().token().expiresAt().isAfter(now))
			.map((entry) -> Map.entry(entry.getKey(), entry.getValue()))
			.findFirst();
	}

	private int remove(List<TokenHash> doomed) {
		doomed.forEach(this.rows::remove);
		return doomed.size();
	}

	private record Row(@Nullable TokenHash browser, OneTimeToken token, @Nullable TokenHash code,
			@Nullable Integer attempts) {

		int left() {
			return (this.attempts != null) ? this.attempts : 0;
		}

		Row spent() {
			return new Row(this.browser, this.token, this.code, left() - 1);
		}

		int spentOf(int limit) {
			return (this.attempts != null) ? limit - this.attempts : 0;
		}

		Row spentOnce(int limit) {
			return new Row(this.browser, this.token, this.code, limit - spentOf(limit) - 1);
		}

		boolean accepts(Ticket ticket, Instant now) {
			return this.token.purpose() == ticket.purpose() && this.token.expiresAt().isAfter(now)
					&& (this.browser == null || this.browser.equals(ticket.browser()));
		}

	}

}
