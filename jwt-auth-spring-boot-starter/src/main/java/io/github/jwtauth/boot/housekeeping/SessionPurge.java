package io.github.jwtauth.boot.housekeeping;

import java.time.Clock;
import java.time.Duration;

import io.github.jwtauth.Leases;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.session.SessionStore;

/**
 * Removes expired sessions, a bounded number in each transaction (requirement R-104).
 * Between two batches other chores have their turn.
 */
final class SessionPurge extends Chore {

	static final String NAME = "session-purge";

	static final int BATCH = 1000;

	static final Duration BETWEEN_BATCHES = Duration.ofMillis(50);

	private final SessionStore sessions;

	private final Transactions transactions;

	private final Leases leases;

	private final Clock clock;

	private final Duration interval;

	SessionPurge(SessionStore sessions, Transactions transactions, Leases leases, Clock clock, Duration interval) {
		super(NAME);
		this.sessions = sessions;
		this.transactions = transactions;
		this.leases = leases;
		this.clock = clock;
		this.interval = interval;
	}

	@Override
	Duration run() {
		if (!this.leases.take(NAME, this.interval)) {
			return this.interval;
		}
		int touched = this.transactions.alone(() -> this.sessions.purge(this.clock.instant(), BATCH));
		return (touched < BATCH) ? this.interval : BETWEEN_BATCHES;
	}

	@Override
	Duration pause() {
		return this.interval;
	}

}
