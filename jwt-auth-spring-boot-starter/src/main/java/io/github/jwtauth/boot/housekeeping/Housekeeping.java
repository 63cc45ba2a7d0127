package io.github.jwtauth.boot.housekeeping;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Does the chores on threads of its own, never on the host's scheduler: one for each, so
 * that a purge which waits for a lock does not keep this node from hearing what the
 * others ended. No chore runs twice at a time. Begins before the web server accepts
 * requests and does everything once before that, so that a node that serves knows what
 * the others ended; a failure then stops the start.
 */
final class Housekeeping implements SmartLifecycle {

	/** The web server starts at {@code DEFAULT_PHASE - 2048}. */
	static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

	static final String THREAD_NAME = "jwtauth-housekeeping";

	private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);

	private final List<Runnable> first;

	private final List<Chore> chores;

	private @Nullable ScheduledThreadPoolExecutor threads;

	/**
	 * Does nothing yet.
	 * @param first what must have happened once before anything is served
	 * @param chores what happens again and again
	 */
	Housekeeping(List<Runnable> first, List<Chore> chores) {
		this.first = List.copyOf(first);
		this.chores = List.copyOf(chores);
	}

	@Override
	public synchronized void start() {
		if (this.threads != null) {
			return;
		}
		this.first.forEach(Runnable::run);
		ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(this.chores.size(), daemons());
		started.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		this.chores.forEach((chore) -> schedule(started, chore, chore.pause()));
		this.threads = started;
	}

	/** Waits for the chores at hand: the stores go away after this. */
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
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.threads != null;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	private static void schedule(ScheduledThreadPoolExecutor threads, Chore chore, Duration pause) {
		if (!threads.isShutdown()) {
			threads.schedule(() -> schedule(threads, chore, chore.runSafely()), pause.toMillis(),
					TimeUnit.MILLISECONDS);
		}
	}

	private static ThreadFactory daemons() {
		return (work) -> {
			Thread thread = new Thread(work, THREAD_NAME);
			thread.setDaemon(true);
			return thread;
		};
	}

}
