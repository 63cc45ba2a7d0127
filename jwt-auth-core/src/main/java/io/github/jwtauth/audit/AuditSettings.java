package io.github.jwtauth.audit;

import java.time.Duration;

/**
 * What is kept, and for how long.
 *
 * @param retention how long records are kept, at least {@link #SHORTEST_RETENTION}
 * @param persistRefreshes whether every refresh is a record
 */
public record AuditSettings(Duration retention, boolean persistRefreshes) {

	/** Shorter, and an intrusion is forgotten before it is noticed. */
	public static final Duration SHORTEST_RETENTION = Duration.ofDays(90);

	public AuditSettings {
		if (retention.compareTo(SHORTEST_RETENTION) < 0) {
			throw new IllegalArgumentException("records are kept for at least 90 days");
		}
	}

	/**
	 * With the defaults of the properties.
	 * @return 400 days, without refreshes
	 */
	public static AuditSettings defaults() {
		return new AuditSettings(Duration.ofDays(400), false);
	}

}
