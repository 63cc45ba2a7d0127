package io.github.jwtauth.boot.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the checks at most once in 10 seconds, however often somebody asks us: the
 * endpoint is open to everybody. While one thread waits for a check that hangs, the
 * others get the last report.
 */
public final class HealthReports {

	private static final Logger logger = LoggerFactory.getLogger(HealthReports.class);

	private static final Duration FRESH = Duration.ofSeconds(10);

	private final List<HealthCheck> checks;

	private final Clock clock;

	private final ReentrantLock asking = new ReentrantLock();

	private volatile @Nullable HealthReport last;

	public HealthReports(List<HealthCheck> checks, Clock clock) {
		this.checks = List.copyOf(checks);
		this.clock = clock;
	}

	/**
	 * The state of this node.
	 * @return not older than 10 seconds, unless a check hangs
	 */
	public HealthReport current() {
		HealthReport known = this.last;
		if (known == null) {
			this.asking.lock();
		}
		else if (isFresh(known) || !this.asking.tryLock()) {
			return known;
		}
		try {
			HealthReport meanwhile = this.last;
			if (meanwhile != null && isFresh(meanwhile)) {
				return meanwhile;
			}
			HealthReport report = ask();
			this.last = report;
			return report;
		}
		finally {
			this.asking.unlock();
		}
	}

	/** A clock that was set back must not keep an old report. */
	private boolean isFresh(HealthReport report) {
		Instant now = this.clock.instant();
		return !now.isBefore(report.timestamp()) && now.isBefore(report.timestamp().plus(FRESH));
	}

	private HealthReport ask() {
		Instant now = this.clock.instant();
		Map<String, Boolean> results = new LinkedHashMap<>();
		boolean essentialsUp = true;
		for (HealthCheck check : this.checks) {
			boolean up = isUp(check);
			results.merge(check.name(), up, Boolean::logicalAnd);
			essentialsUp &= up || !check.isEssential();
		}
		return HealthReport.of(results, essentialsUp, now);
	}

	private static boolean isUp(HealthCheck check) {
		try {
			return check.isUp();
		}
		catch (RuntimeException ex) {
			logger.warn("The health check of {} failed", check.name(), ex);
			return false;
		}
	}

}
