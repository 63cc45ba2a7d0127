package io.github.jwtauth.boot.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer of the database that is good for a while, so that it is not asked by every
 * gauge of every scrape. A failure is remembered as well. While one thread asks, the
 * others get the last answer.
 *
 * @param <T> what is asked for
 */
final class Remembered<T> {

	private static final Logger logger = LoggerFactory.getLogger(Remembered.class);

	private final Supplier<? extends @Nullable T> question;

	private final Duration good;

	private final Clock clock;

	private final ReentrantLock asking = new ReentrantLock();

	private volatile @Nullable Instant askedAt;

	private volatile @Nullable T answer;

	Remembered(Supplier<? extends @Nullable T> question, Duration good, Clock clock) {
		this.question = question;
		this.good = good;
		this.clock = clock;
	}

	/**
	 * The last answer.
	 * @return the answer, or {@code null} when the last question failed
	 */
	@Nullable T get() {
		if (isOld() && this.asking.tryLock()) {
			try {
				if (isOld()) {
					this.answer = ask();
					this.askedAt = this.clock.instant();
				}
			}
			finally {
				this.asking.unlock();
			}
		}
		return this.answer;
	}

	private boolean isOld() {
		Instant last = this.askedAt;
		Instant now = this.clock.instant();
		return last == null || now.isBefore(last) || !now.isBefore(last.plus(this.good));
	}

	private @Nullable T ask() {
		try {
			return this.question.get();
		}
		catch (RuntimeException ex) {
			logger.debug("A gauge cannot be read", ex);
			return null;
		}
	}

}
