package io.github.jwtauth.boot.web;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the health endpoint tells.
 *
 * @param status {@code healthy} or {@code unhealthy}
 * @param checks {@code up} or {@code down}, by name
 * @param timestamp when it was found out
 */
record HealthReport(String status, Map<String, String> checks, Instant timestamp) {

	private static final String HEALTHY = "healthy";

	HealthReport {
		checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
	}

	static HealthReport of(Map<String, Boolean> results, Instant timestamp) {
		Map<String, String> checks = new LinkedHashMap<>();
		results.forEach((name, up) -> checks.put(name, up ? "up" : "down"));
		return new HealthReport(checks.containsValue("down") ? "unhealthy" : HEALTHY, checks, timestamp);
	}

	boolean isHealthy() {
		return HEALTHY.equals(this.status);
	}

}
