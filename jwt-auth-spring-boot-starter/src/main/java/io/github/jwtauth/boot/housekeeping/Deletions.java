package io.github.jwtauth.boot.housekeeping;

import java.time.Duration;

import io.github.jwtauth.Leases;
import io.github.jwtauth.privacy.DueDeletions;

/**
 * Erases the accounts whose time is up, a few at a time, on one node.
 */
final class Deletions extends Chore {

	static final String NAME = "deletions";

	static final int BATCH = 50;

	private final DueDeletions due;

	private final Leases leases;

	private final Duration interval;

	Deletions(DueDeletions due, Leases leases, Duration interval) {
		super(NAME);
		this.due = due;
		this.leases = leases;
		this.interval = interval;
	}

	@Override
	Duration run() {
		if (!this.leases.take(NAME, this.interval)) {
			return this.interval;
		}
		return (this.due.eraseSome(BATCH) >= BATCH) ? Purge.BETWEEN_BATCHES : this.interval;
	}

	@Override
	Duration pause() {
		return this.interval;
	}

}
