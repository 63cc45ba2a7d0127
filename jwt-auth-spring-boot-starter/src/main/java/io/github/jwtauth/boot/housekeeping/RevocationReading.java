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

	private @Nullable Instant reloadedAt;

	RevocationReading(RevocationFeed feed, Clock clock) {
		super("revocations");
		this.feed = feed;
		this.clock = clock;
	}

	@Override
	Duration run() {
		Instant now = this.clock.instant();
		Instant last = this.reloadedAt;
		if (last == null || !now.isBefore(last.plus(RELOAD)) || now.isBefore(last)) {
			this.feed.reload();
			this.reloadedAt = now;
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

}
