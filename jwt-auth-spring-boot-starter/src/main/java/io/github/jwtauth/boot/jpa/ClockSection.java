package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.boot.http.DoctorSection;

/**
 * Whether this node and the database agree about the time.
 */
final class ClockSection implements DoctorSection {

	private final DatabaseClock clock;

	ClockSection(DatabaseClock clock) {
		this.clock = clock;
	}

	@Override
	public String name() {
		return "clock";
	}

	@Override
	public Map<String, Object> facts() {
		return Map.of("database_is_ahead_by_seconds", this.clock.difference().toSeconds());
	}

	@Override
	public List<String> warnings() {
		Duration difference = this.clock.difference().abs();
		return (difference.compareTo(DatabaseClock.TOLERANCE) > 0)
				? List.of("The clocks of this node and of the database are " + difference.toSeconds()
						+ " seconds apart. Keep both synchronised: tokens are accepted with 30 seconds of tolerance")
				: List.of();
	}

}
