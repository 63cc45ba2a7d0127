package io.github.jwtauth.boot.http;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the health endpoint tells.
 *
 * @param status {@code healthy}, {@code degraded} or {@code unhealthy}
 * @param checks {@code up} or {@code down}, by name
 * @param timestamp when it was found out
 */
public record HealthReport(String status, Map<String, String> checks, Instant timestamp) {

	private static final String UNHEALTHY = "unhealthy";

	public HealthReport {
		checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
	}

	static HealthReport of(Map<String, Boolean> results, boolean essentialsUp, Instant timestamp) {
		Map<String, String> checks = new LinkedHashMap<>();
		results.forEach((name, up) -> checks.put(name, up ? "up" : "down"));
		String working = checks.containsValue("down") ? "degraded" : "healthy";
		return new HealthReport(essentialsUp ? working : UNHEALTHY, checks, timestamp);
	}

	/**
	 * Whether logins work here, also when something is down that can wait.
	 * @return whether a load balancer should leave this node in place
	 */
	public boolean serves() {
		return !UNHEALTHY.equals(this.status);
	}

}
