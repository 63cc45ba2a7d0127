package io.github.jwtauth.boot.mail;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Sends mail on a thread of its own, never on the host's executor: what this node
 * promised at once, everything else when the poll finds it. It stops after the web
 * server, having finished the mail at hand, so that no lease is left behind (fault F-22).
 */
final class MailDispatcher implements SmartLifecycle {

	/** As housekeeping: before the web server, which starts 2048 later. */
	static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

	static final String THREAD_NAME = "jwtauth-mail";

	private static final Logger logger = LoggerFactory.getLogger(MailDispatcher.class);

	private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(20);

	private final MailDelivery delivery;

	private final Duration pollInterval;

	private final Semaphore wakeUps = new Semaphore(0);

	private volatile @Nullable Thread thread;

	/** Touched by the thread only. */
	private boolean failing;

	MailDispatcher(MailDelivery delivery, Duration pollInterval) {
		this.delivery = delivery;
		this.pollInterval = pollInterval;
	}

	/** Something may be due. Costs nothing and never throws. */
	void wake() {
		this.wakeUps.release();
	}

	@Override
	public synchronized void start() {
		if (this.thread == null) {
			Thread started = new Thread(this::run, THREAD_NAME);
			started.setDaemon(true);
			this.thread = started;
			started.start();
		}
	}

	@Override
	public synchronized void stop() {
		Thread running = this.thread;
		if (running == null) {
			return;
		}
		this.thread = null;
		wake();
		try {
			running.join(LONGEST_GOODBYE.toMillis());
			running.interrupt();
		}
		catch (InterruptedException ex) {
			running.interrupt();
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	private void run() {
		try {
			while (isMine()) {
				this.wakeUps.drainPermits();
				deliver();
				if (isMine()) {
					this.wakeUps.tryAcquire(this.pollInterval.toMillis(), TimeUnit.MILLISECONDS);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** An outage of the database is told once when it begins and once when it is over. */
	private void deliver() {
		try {
			while (isMine() && this.delivery.next() == MailDelivery.Step.WENT_ON) {
				continue;
			}
			if (this.failing) {
				this.failing = false;
				logger.info("The outbox works again");
			}
		}
		catch (RuntimeException | Error ex) {
			if (!this.failing) {
				this.failing = true;
				logger.warn("The outbox cannot be read; mail waits", ex);
			}
		}
	}

	private boolean isMine() {
		return this.thread == Thread.currentThread();
	}

}
