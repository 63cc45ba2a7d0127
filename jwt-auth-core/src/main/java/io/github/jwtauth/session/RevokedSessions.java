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

	/** Longer than a source looks back beyond the retention. */
	private static final Duration MARGIN = Duration.ofMinutes(5);

	private final Map<SessionId, Instant> sessions = new ConcurrentHashMap<>();

	private final Map<AccountId, Heard> accounts = new ConcurrentHashMap<>();

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
	 * Hears of a change of an account. What was issued until now may have been made from
	 * what the change replaced, so that all of it is void; hearing of the same change
	 * again changes nothing.
	 * @param id which account
	 * @param change when the change was made
	 */
	public void accountChanged(AccountId id, Instant change) {
		Instant now = this.clock.instant();
		Heard heard = new Heard(change, now.isAfter(change) ? now : change);
		this.accounts.merge(id, heard, (known, latest) -> known.change().isBefore(change) ? latest : known);
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
		Heard heard = this.accounts.get(accountId);
		return heard != null && !issuedAt.isAfter(heard.voidUntil());
	}

	/**
	 * Forgets what no living access token can refer to and no source tells of any more: a
	 * change that was forgotten too early would be heard of as a new one.
	 */
	public void prune() {
		Instant oldest = this.clock.instant().minus(this.retention).minus(MARGIN);
		this.sessions.values().removeIf((since) -> since.isBefore(oldest));
		this.accounts.values().removeIf((heard) -> heard.voidUntil().isBefore(oldest));
	}

	/**
	 * How many entries are held, for a metric.
	 * @return sessions and accounts together
	 */
	public int size() {
		return this.sessions.size() + this.accounts.size();
	}

	/**
	 * A change that this node has heard of.
	 *
	 * @param change when it was made
	 * @param voidUntil tokens with {@code iat} not after it are void
	 */
	private record Heard(Instant change, Instant voidUntil) {

	}

}
