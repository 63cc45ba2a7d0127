package io.github.jwtauth.session;

import java.time.Clock;
import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.Transactions;

/**
 * Tells the end of a session: to listeners inside the transaction, to this node's
 * verification of access tokens once it has committed.
 */
public final class SessionEnds {

	private final AuthEventPublisher events;

	private final RevokedSessions revoked;

	private final Transactions transactions;

	private final Clock clock;

	public SessionEnds(AuthEventPublisher events, RevokedSessions revoked, Transactions transactions, Clock clock) {
		this.events = events;
		this.revoked = revoked;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * One session ended.
	 * @param owner whose
	 * @param id which
	 * @param reason why
	 */
	void ended(AccountId owner, SessionId id, SessionEndReason reason) {
		this.events.publish(new SessionEnded(this.clock.instant(), owner, id, reason));
		endedUntold(id);
	}

	/**
	 * One session ended, and only the verification of access tokens hears of it.
	 * @param id which
	 */
	void endedUntold(SessionId id) {
		this.transactions.afterCommit(() -> this.revoked.sessionEnded(id));
	}

	/**
	 * The access tokens of an account are void, up to the moment this node hears that the
	 * change has been committed.
	 * @param id whose
	 * @param change when the change was made
	 */
	public void accessTokensVoid(AccountId id, Instant change) {
		this.transactions.afterCommit(() -> this.revoked.accountChanged(id, change));
	}

}
