package io.github.jwtauth.boot.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.github.jwtauth.Transactions;
import io.github.jwtauth.audit.AuditLine;
import io.github.jwtauth.audit.AuditRecord;
import io.github.jwtauth.audit.AuditStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Takes the records that nobody waits for and writes them in batches, on one thread of
 * its own. What the store does not take, and what comes faster than it does, goes to the
 * log, one line each: a flood of refused logins must neither slow a login down nor be
 * lost (requirement R-99).
 */
final class AuditBuffer implements Consumer<AuditRecord>, SmartLifecycle {

	/** The name of the log. Hosts send it to a file of its own. */
	static final String SPILL = "io.github.jwtauth.audit.spill";

	/** Begins early and ends after the web server. */
	static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

	static final int ROOM = 10_000;

	private static final int BATCH = 200;

	private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);

	private static final Logger spill = LoggerFactory.getLogger(SPILL);

	private final BlockingQueue<AuditRecord> waiting;

	private final AtomicLong spilled = new AtomicLong();

	private final AuditStore store;

	private final Transactions transactions;

	private volatile @Nullable Thread writer;

	private volatile boolean closed;

	AuditBuffer(AuditStore store, Transactions transactions) {
		this(store, transactions, ROOM);
	}

	AuditBuffer(AuditStore store, Transactions transactions, int room) {
		this(store, transactions, new ArrayBlockingQueue<>(room));
	}

	AuditBuffer(AuditStore store, Transactions transactions, BlockingQueue<AuditRecord> waiting) {
		this.store = store;
		this.transactions = transactions;
		this.waiting = waiting;
	}

	@Override
	public void accept(AuditRecord entry) {
		if (this.closed || !this.waiting.offer(entry)) {
			spill(entry);
		}
		// The end may have come in between, and then nobody else takes it out again.
		else if (this.closed && this.waiting.remove(entry)) {
			spill(entry);
		}
	}

	/**
	 * How many records went to the log instead.
	 * @return the number since the start
	 */
	long spilled() {
		return this.spilled.get();
	}

	int waiting() {
		return this.waiting.size();
	}

	@Override
	public synchronized void start() {
		if (this.writer == null) {
			this.closed = false;
			Thread thread = new Thread(this::writeUntilClosed, "jwtauth-audit");
			thread.setDaemon(true);
			this.writer = thread;
			thread.start();
		}
	}

	/** Writes what is waiting; what takes too long goes to the log. */
	@Override
	public synchronized void stop() {
		Thread thread = this.writer;
		if (thread == null) {
			return;
		}
		this.writer = null;
		this.closed = true;
		try {
			thread.join(LONGEST_GOODBYE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		List<AuditRecord> left = new ArrayList<>();
		this.waiting.drainTo(left);
		left.forEach(this::spill);
	}

	@Override
	public boolean isRunning() {
		return this.writer != null;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	private void writeUntilClosed() {
		List<AuditRecord> batch = new ArrayList<>(BATCH);
		while (!this.closed || !this.waiting.isEmpty()) {
			try {
				AuditRecord first = this.waiting.poll(100, TimeUnit.MILLISECONDS);
				if (first != null) {
					batch.add(first);
					this.waiting.drainTo(batch, BATCH - 1);
					write(batch);
					batch.clear();
				}
			}
			catch (InterruptedException ex) {
				return;
			}
		}
	}

	private void write(List<AuditRecord> batch) {
		List<AuditRecord> entries = List.copyOf(batch);
		try {
			this.transactions.alone(() -> {
				this.store.appendAll(entries);
				return true;
			});
		}
		// Also an error: this thread must outlive a moment without memory.
		catch (RuntimeException | Error ex) {
			LoggerFactory.getLogger(AuditBuffer.class)
				.warn("The audit trail did not take {} records, they are in the log {}", entries.size(), SPILL, ex);
			entries.forEach(this::spill);
		}
	}

	private void spill(AuditRecord entry) {
		this.spilled.incrementAndGet();
		spill.warn("{}", AuditLine.of(entry));
	}

}
