package io.github.jwtauth.boot.web;

import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.HealthReport;
import io.github.jwtauth.boot.http.HealthReports;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Tells load balancers whether logins work here.
 */
@AuthController
final class HealthController {

	private final HealthReports reports;

	HealthController(HealthReports reports) {
		this.reports = reports;
	}

	@GetMapping("/health")
	ResponseEntity<HealthReport> health() {
		HealthReport report = this.reports.current();
		return ResponseEntity.status(report.serves() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE).body(report);
	}

}
