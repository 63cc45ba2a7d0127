package io.github.jwtauth.boot.jpa;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import io.github.jwtauth.AuthException;

/**
 * Tries work again that lost a conflict, a bounded number of times, and says
 * "unavailable" when that or an outage was the end of it (faults F-06 and R-50). The
 * pauses are random, so that those who collided do not meet again.
 */
final class Attempts {

	private static final int RETRIES = 5;

	private static final int SHORTEST_PAUSE_MILLIS = 10;

	private static final int LONGEST_PAUSE_MILLIS = 200;

	/** No pause begins after that, so that a caller has an answer within two seconds. */
	private static final Duration BUDGET = Duration.ofMillis(1800);

	private Attempts() {
	}

	/**
	 * Runs work that begins and ends its own transaction.
	 * @param <T> what it returns
	 * @param work what to do, from the beginning each time
	 * @return what it returned
	 * @throws AuthException when the database does not let it happen
	 */
	static <T> T of(Supplier<? extends T> work) {
		long started = System.nanoTime();
		for (int retries = 0;; retries++) {
			try {
				return work.get();
			}
			catch (AuthException ex) {
				throw ex;
			}
			catch (RuntimeException ex) {
				if (!DatabaseFailures.isConflict(ex)) {
					throw DatabaseFailures.isOutage(ex) ? AuthException.unavailable(ex) : ex;
				}
				if (retries == RETRIES || !pause(started)) {
					throw AuthException.unavailable(ex);
				}
			}
		}
	}

	private static boolean pause(long started) {
		long millis = ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS + 1);
		Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
		if (elapsed.plusMillis(millis).compareTo(BUDGET) > 0) {
			return false;
		}
		try {
			Thread.sleep(millis);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
