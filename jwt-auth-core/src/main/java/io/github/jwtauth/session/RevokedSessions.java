package io.github.jwtauth.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;

/**
 * What this node knows of sessions that ended and accounts that changed during the life
 * of an access token (decision 7): enough to refuse their access tokens without a query.
 * Safe for use by many threads.
 */
public final class RevokedSessions {

	private final Map<SessionId, Instant> sessions = new ConcurrentHashMap<>();

	private final Map<AccountId, Instant> accounts = new ConcurrentHashMap<>();

	private final Clock clock;

	private final Duration retention;

	/**
	 * Starts empty.
	 * @param clock for the age of entries
	 * @param retention longer than any access token is accepted
	 */
	public RevokedSessions(Clock clock, Duration retention) {
		this.clock = clock;
		this.retention = retention;
	}

	/**
	 * Remembers an end.
	 * @param id which session ended
	 */
	public void sessionEnded(SessionId id) {
		this.sessions.putIfAbsent(id, this.clock.instant());
	}

	/**
	 * Remembers that older tokens of an account are void.
	 * @param id which account
	 * @param until tokens with {@code iat} not after it are void
	 */
	public void accountChanged(AccountId id, Instant until) {
		this.accounts.merge(id, until, (known, added) -> known.isAfter(added) ? known : added);
	}

	/**
	 * Whether an access token must be refused.
	 * @param sessionId its {@code sid}
	 * @param accountId its {@code sub}
	 * @param issuedAt its {@code iat}
	 * @return whether its session ended, or its account changed since
	 */
	public boolean isRevoked(SessionId sessionId, AccountId accountId, Instant issuedAt) {
		if (this.sessions.containsKey(sessionId)) {
			return true;
		}
		Instant voidUntil = this.accounts.get(accountId);
		return voidUntil != null && !issuedAt.isAfter(voidUntil);
	}

	/** Forgets what no living access token can refer to. */
	public void prune() {
		Instant oldest = this.clock.instant().minus(this.retention);
		this.sessions.values().removeIf((since) -> since.isBefore(oldest));
		this.accounts.values().removeIf((until) -> until.isBefore(oldest));
	}

	/**
	 * How many entries are held, for a metric.
	 * @return sessions and accounts together
	 */
	public int size() {
		return this.sessions.size() + this.accounts.size();
	}

}
