package io.github.jwtauth.boot.audit;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.jwtauth.Leases;
import io.github.jwtauth.audit.AuditAnchor;
import io.github.jwtauth.audit.AuditReport;
import io.github.jwtauth.audit.AuditSealer;
import io.github.jwtauth.audit.AuditVerification;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Seals every second and verifies once a day, one node each, on threads of its own. Two
 * nodes that do it at once are harmless.
 */
final class AuditChores implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(AuditChores.class);

	private static final Duration SEALING = Duration.ofSeconds(1);

	private static final Duration LEASE = Duration.ofSeconds(3);

	private static final Duration BEFORE_VERIFICATION = Duration.ofMinutes(1);

	private static final Duration VERIFICATION = Duration.ofDays(1);

	private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);

	private final AuditSealer sealer;

	private final AuditVerification verification;

	private final AuditAnchor anchor;

	private final Leases leases;

	private volatile @Nullable ScheduledThreadPoolExecutor threads;

	private final Outage sealing = new Outage("sealed");

	private final Outage verifying = new Outage("verified");

	AuditChores(AuditSealer sealer, AuditVerification verification, AuditAnchor anchor, Leases leases) {
		this.sealer = sealer;
		this.verification = verification;
		this.anchor = anchor;
		this.leases = leases;
	}

	@Override
	public synchronized void start() {
		if (this.threads != null) {
			return;
		}
		ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(2, AuditChores::daemon);
		started.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
		started.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		every(started, SEALING, SEALING, this::sealSafely);
		every(started, BEFORE_VERIFICATION, VERIFICATION, this::verifySafely);
		this.threads = started;
	}

	/** After the buffer: what it wrote at the end is sealed, too. */
	@Override
	public synchronized void stop() {
		ScheduledThreadPoolExecutor running = this.threads;
		if (running == null) {
			return;
		}
		this.threads = null;
		running.shutdown();
		try {
			if (!running.awaitTermination(LONGEST_GOODBYE.toSeconds(), TimeUnit.SECONDS)) {
				running.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			running.shutdownNow();
			Thread.currentThread().interrupt();
			return;
		}
		sealOnceMore();
	}

	@Override
	public boolean isRunning() {
		return this.threads != null;
	}

	@Override
	public int getPhase() {
		return AuditBuffer.PHASE - 1;
	}

	/** Without the lease: when the last node stops, nobody else comes. */
	private void sealOnceMore() {
		Thread last = daemon(() -> this.sealing.guard(this::sealAll));
		last.start();
		try {
			last.join(LONGEST_GOODBYE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void sealAll() {
		while (this.sealer.hasWork() && this.sealer.seal() == AuditSealer.BATCH) {
			log.debug("Sealed {} records of the audit trail at the end, and there are more", AuditSealer.BATCH);
		}
	}

	void sealSafely() {
		this.sealing.guard(this::seal);
	}

	void verifySafely() {
		this.verifying.guard(this::verify);
	}

	/** As long as there is more than fits into one transaction, at once. */
	void seal() {
		while (this.sealer.hasWork() && this.leases.take("audit-seal", LEASE)
				&& this.sealer.seal() == AuditSealer.BATCH) {
			log.debug("Sealed {} records of the audit trail, and there are more", AuditSealer.BATCH);
		}
	}

	/** The line with the position and the MAC is the anchor that survives a restart. */
	void verify() {
		if (!this.leases.take("audit-verify", VERIFICATION.minusHours(1))) {
			return;
		}
		this.sealer.resign();
		AuditReport report = this.verification.verify();
		AuditAnchor.Point head = this.anchor.farthest();
		if (report.isIntact()) {
			log.info("The audit trail is intact: {} records compared, the chain ends at {} with {}", report.verified(),
					head.position(), head.mac());
		}
		else {
			log.error("Somebody has changed the audit trail, or a secret of it is missing: {}; the farthest end seen "
					+ "is {} with {}", report.findings(), head.position(), head.mac());
		}
	}

	private static void every(ScheduledThreadPoolExecutor executor, Duration first, Duration pause, Runnable work) {
		executor.scheduleWithFixedDelay(work, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
	}

	private static Thread daemon(Runnable work) {
		Thread thread = new Thread(work, "jwtauth-audit-chain");
		thread.setDaemon(true);
		return thread;
	}

	/** Told once when it begins and once when it is over, for each chore by itself. */
	private static final class Outage {

		private final String what;

		private volatile boolean present;

		Outage(String what) {
			this.what = what;
		}

		void guard(Runnable work) {
			try {
				work.run();
				if (this.present) {
					this.present = false;
					log.info("The chain of the audit trail is {} again", this.what);
				}
			}
			catch (RuntimeException | Error ex) {
				if (!this.present) {
					this.present = true;
					log.warn("The chain of the audit trail is not {}; goes on trying", this.what, ex);
				}
			}
		}

	}

}
