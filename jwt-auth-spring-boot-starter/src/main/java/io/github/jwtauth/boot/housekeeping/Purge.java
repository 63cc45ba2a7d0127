package io.github.jwtauth.boot.housekeeping;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import io.github.jwtauth.ExpiredRows;
import io.github.jwtauth.Leases;
import io.github.jwtauth.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what has expired, a bounded number in each transaction (requirement R-104).
 * Between two batches other chores have their turn.
 */
final class Purge extends Chore {

	static final String NAME = "purge";

	static final int BATCH = 1000;

	static final Duration BETWEEN_BATCHES = Duration.ofMillis(50);

	private static final Logger log = LoggerFactory.getLogger(Purge.class);

	private final List<ExpiredRows> expired;

	/** Told of already. Used by one thread at a time. */
	private final Set<ExpiredRows> failing = Collections.newSetFromMap(new IdentityHashMap<>());

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
			more |= remove(kind) >= BATCH;
		}
		return more ? BETWEEN_BATCHES : this.interval;
	}

	/** One kind that cannot be removed does not keep the others. */
	private int remove(ExpiredRows kind) {
		try {
			int touched = this.transactions.alone(() -> kind.remove(this.clock.instant(), BATCH));
			this.failing.remove(kind);
			return touched;
		}
		catch (RuntimeException | Error ex) {
			if (this.failing.add(kind)) {
				log.warn("Housekeeping '{}' failed for {} and goes on trying", NAME, kind.getClass().getName(), ex);
			}
			return 0;
		}
	}

	@Override
	Duration pause() {
		return this.interval;
	}

}
