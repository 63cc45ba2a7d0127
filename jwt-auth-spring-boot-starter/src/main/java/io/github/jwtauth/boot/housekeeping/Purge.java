package io.github.jwtauth.boot.housekeeping;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.github.jwtauth.ExpiredRows;
import io.github.jwtauth.Leases;
import io.github.jwtauth.Transactions;

/**
 * Removes what has expired, a bounded number in each transaction (requirement R-104).
 * Between two batches other chores have their turn.
 */
final class Purge extends Chore {

	static final String NAME = "purge";

	static final int BATCH = 1000;

	static final Duration BETWEEN_BATCHES = Duration.ofMillis(50);

	private final List<ExpiredRows> expired;

	private final Transactions transactions;

	private final Leases leases;

	private final Clock clock;

	private final Duration interval;

	Purge(List<ExpiredRows> expired, Transactions transactions, Leases leases, Clock clock, Duration interval) {
		super(NAME);
		this.expired = List.copyOf(expired);
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
		boolean more = false;
		for (ExpiredRows kind : this.expired) {
			int touched = this.transactions.alone(() -> kind.remove(this.clock.instant(), BATCH));
			more |= touched >= BATCH;
		}
		return more ? BETWEEN_BATCHES : this.interval;
	}

	@Override
	Duration pause() {
		return this.interval;
	}

}
