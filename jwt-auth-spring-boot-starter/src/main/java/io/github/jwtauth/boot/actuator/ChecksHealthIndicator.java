package io.github.jwtauth.boot.actuator;

import io.github.jwtauth.boot.http.HealthReport;
import io.github.jwtauth.boot.http.HealthReports;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * What {@code GET /health} tells, for the host's own health endpoint: the same report, as
 * seldom asked for. Its details are the names of the checks with up or down, and shown
 * where the host shows details (requirement R-91).
 */
final class ChecksHealthIndicator implements HealthIndicator {

	private final HealthReports reports;

	ChecksHealthIndicator(HealthReports reports) {
		this.reports = reports;
	}

	@Override
	public Health health() {
		HealthReport report = this.reports.current();
		Health.Builder health = report.serves() ? Health.up() : Health.down();
		return health.withDetails(report.checks()).build();
	}

}
