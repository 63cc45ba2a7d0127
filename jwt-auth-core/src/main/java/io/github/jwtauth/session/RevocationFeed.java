package io.github.jwtauth.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Keeps {@link RevokedSessions} up to date with the other nodes: {@link #poll()} every
 * second reads what ended since the last poll and a minute before that, so that a
 * transaction which took long to commit is still seen; {@link #reload()} at start and
 * every five minutes reads everything a living access token could refer to. Called by one
 * thread at a time.
 */
public final class RevocationFeed {

	private static final Duration OVERLAP = Duration.ofSeconds(60);

	private final RevocationSource source;

	private final RevokedSessions revoked;

	private final Clock clock;

	private final Duration retention;

	private volatile @Nullable Instant lastSuccess;

	/**
	 * Connects a source to what this node knows.
	 * @param source the shared truth
	 * @param revoked what this node knows
	 * @param clock measures the time between polls
	 * @param retention longer than any access token is accepted
	 */
	public RevocationFeed(RevocationSource source, RevokedSessions revoked, Clock clock, Duration retention) {
		this.source = source;
		this.revoked = revoked;
		this.clock = clock;
		this.retention = retention;
	}

	/**
	 * Reads what ended lately. Throws what the source throws, and changes nothing then.
	 */
	public void poll() {
		Instant last = this.lastSuccess;
		if (last == null) {
			reload();
			return;
		}
		Duration elapsed = Duration.between(last, this.clock.instant());
		read(OVERLAP.plus(elapsed.isNegative() ? Duration.ZERO : elapsed));
	}

	/**
	 * Reads all that matters. Throws what the source throws, and changes nothing then.
	 */
	public void reload() {
		read(this.retention.plus(OVERLAP));
		this.revoked.prune();
	}

	/**
	 * How old this node's knowledge is.
	 * @return time since the last successful read, or {@code null} before the first
	 */
	public @Nullable Duration age() {
		Instant last = this.lastSuccess;
		return (last != null) ? Duration.between(last, this.clock.instant()) : null;
	}

	private void read(Duration lookBack) {
		Instant started = this.clock.instant();
		RevocationSource.Revocations found = this.source.within(lookBack);
		found.endedSessions().forEach(this.revoked::sessionEnded);
		found.changedAccounts().forEach(this.revoked::accountChanged);
		this.lastSuccess = started;
	}

}
