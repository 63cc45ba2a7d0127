package io.github.jwtauth;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets many threads do something at the same moment: one barrier releases them all. What
 * any of them throws fails the race; nothing is tried again.
 */
public final class TestRace {

	private static final int SECONDS = 60;

	private TestRace() {
	}

	/**
	 * Every thread does the same.
	 * @param <T> what it returns
	 * @param threads how many
	 * @param work what each does once
	 * @return what they returned
	 */
	public static <T> List<T> of(int threads, Callable<? extends T> work) {
		List<Callable<? extends T>> all = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			all.add(work);
		}
		return between(all);
	}

	/**
	 * Each thread does something of its own.
	 * @param <T> what they return
	 * @param works what they do
	 * @return what they returned, in the order of the works
	 */
	public static <T> List<T> between(List<? extends Callable<? extends T>> works) {
		CyclicBarrier barrier = new CyclicBarrier(works.size());
		ExecutorService threads = Executors.newFixedThreadPool(works.size());
		try {
			List<Future<T>> started = new ArrayList<>();
			for (Callable<? extends T> work : works) {
				started.add(threads.submit(() -> {
					barrier.await(SECONDS, TimeUnit.SECONDS);
					return work.call();
				}));
			}
			List<T> results = new ArrayList<>();
			for (Future<T> future : started) {
				results.add(resultOf(future));
			}
			return results;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static <T> T resultOf(Future<T> future) {
		try {
			return future.get(SECONDS, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw new AssertionError("one of the racing threads failed", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("the race was interrupted", ex);
		}
		catch (TimeoutException ex) {
			throw new AssertionError("one of the racing threads did not come back", ex);
		}
	}

}
