package io.github.jwtauth.protection;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;

/**
 * Lets only so many password hashes run at once. Each takes about 20 MiB and a core for
 * 30 ms: without a limit, 200 parallel logins exhaust a heap of 512 MiB (decision 13).
 * First come, first served; safe for use by many threads, platform or virtual.
 */
public final class HashingBulkhead {

	private final HashingSettings settings;

	private final Semaphore permits;

	/** Callers that hash or wait; counted so that nobody queues in vain. */
	private final AtomicInteger admitted = new AtomicInteger();

	private final HashingObserver observer;

	public HashingBulkhead(HashingSettings settings) {
		this(settings, HashingObserver.NONE);
	}

	/**
	 * A bulkhead that somebody watches.
	 * @param settings how much happens at once
	 * @param observer is around each operation, without the wait for it
	 */
	public HashingBulkhead(HashingSettings settings, HashingObserver observer) {
		this.settings = settings;
		this.observer = observer;
		this.permits = new Semaphore(settings.permits(), true);
	}

	/**
	 * Runs one hashing operation.
	 * @param <T> what it returns
	 * @param hashing what to run while holding a permit
	 * @return what it returned
	 * @throws AuthException with {@link AuthErrorCode#BUSY} when the queue is full or the
	 * wait was too long
	 */
	public <T> T run(Supplier<? extends T> hashing) {
		return run(1, hashing);
	}

	/**
	 * Runs one hashing operation that takes the memory of several.
	 * @param <T> what it returns
	 * @param places how many; more than there are means all of them
	 * @param hashing what to run while holding that many permits
	 * @return what it returned
	 * @throws AuthException with {@link AuthErrorCode#BUSY} when the queue is full or the
	 * wait was too long
	 */
	public <T> T run(int places, Supplier<? extends T> hashing) {
		int taken = Math.min(places, this.settings.permits());
		try {
			if (this.admitted.incrementAndGet() > this.settings.permits() + this.settings.queue()) {
				throw busy();
			}
			acquire(taken);
			try {
				return this.observer.observe(hashing);
			}
			finally {
				this.permits.release(taken);
			}
		}
		finally {
			this.admitted.decrementAndGet();
		}
	}

	/**
	 * Turns a caller away who would not be let in now, before anything is looked up for
	 * them: in a storm of logins, refusals are most of the work.
	 * @throws AuthException with {@link AuthErrorCode#BUSY} when the queue is full
	 */
	public void requireRoom() {
		if (this.admitted.get() >= this.settings.permits() + this.settings.queue()) {
			throw busy();
		}
	}

	/**
	 * How much happens at once.
	 * @return the settings
	 */
	public HashingSettings settings() {
		return this.settings;
	}

	/**
	 * How many permits are taken now.
	 * @return between zero and all of them; a moment's number
	 */
	public int running() {
		return this.settings.permits() - this.permits.availablePermits();
	}

	/**
	 * How many callers wait now.
	 * @return a moment's number
	 */
	public int waiting() {
		return this.permits.getQueueLength();
	}

	private void acquire(int taken) {
		try {
			if (!this.permits.tryAcquire(taken, this.settings.maxWait().toNanos(), TimeUnit.NANOSECONDS)) {
				throw busy();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw busy();
		}
	}

	private static AuthException busy() {
		return new AuthException(AuthErrorCode.BUSY, "Too many logins at once, please try again.",
				Duration.ofSeconds(1), null);
	}

}
