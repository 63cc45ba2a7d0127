package io.github.jwtauth.boot.housekeeping;

import java.time.Duration;

import io.github.jwtauth.boot.http.HealthCheck;
import io.github.jwtauth.session.RevocationFeed;

/**
 * Whether this node hears which sessions ended elsewhere (decision 7). Requests go on
 * with what it knows, so this takes no node away.
 */
final class RevocationHealthCheck implements HealthCheck {

	private static final Duration OLD = Duration.ofSeconds(10);

	private final RevocationFeed feed;

	RevocationHealthCheck(RevocationFeed feed) {
		this.feed = feed;
	}

	@Override
	public String name() {
		return "revocations";
	}

	@Override
	public boolean isEssential() {
		return false;
	}

	@Override
	public boolean isUp() {
		Duration age = this.feed.age();
		return age != null && age.compareTo(OLD) <= 0;
	}

}
