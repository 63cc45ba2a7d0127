package io.github.jwtauth.boot.housekeeping;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.github.jwtauth.session.RevocationFeed;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this node's knowledge of ended sessions fresh: what ended lately every second,
 * everything that matters every five minutes. One chore, because the feed is read by one
 * thread at a time.
 */
final class RevocationReading extends Chore {

	private static final Duration POLL = Duration.ofSeconds(1);

	private static final Duration RELOAD = Duration.ofMinutes(5);

	private final RevocationFeed feed;

	private final Clock clock;

	private volatile @Nullable Instant reloadedAt;

	RevocationReading(RevocationFeed feed, Clock clock) {
		super("revocations");
		this.feed = feed;
		this.clock = clock;
	}

	/** Reads everything that matters; before the first request as well. */
	void reload() {
		Instant now = this.clock.instant();
		this.feed.reload();
		this.reloadedAt = now;
	}

	@Override
	Duration run() {
		if (isReloadDue()) {
			reload();
		}
		else {
			this.feed.poll();
		}
		return POLL;
	}

	@Override
	Duration pause() {
		return POLL;
	}

	/** A clock that was set back must not postpone it. */
	private boolean isReloadDue() {
		Instant now = this.clock.instant();
		Instant last = this.reloadedAt;
		return last == null || now.isBefore(last) || !now.isBefore(last.plus(RELOAD));
	}

}
