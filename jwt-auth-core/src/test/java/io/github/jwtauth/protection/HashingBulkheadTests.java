package io.github.jwtauth.protection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.TestRace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Requirement R-30.
 */
@Timeout(60)
class HashingBulkheadTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void permitsAreNeverExceededAndAllAreUsed() {
		HashingBulkhead bulkhead = bulkhead(3, 100, LONG);
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		CountDownLatch threeAtOnce = new CountDownLatch(3);
		List<Boolean> met = TestRace.of(50, () -> bulkhead.run(() -> {
			most.accumulateAndGet(running.incrementAndGet(), Math::max);
			threeAtOnce.countDown();
			boolean reached = await(threeAtOnce);
			running.decrementAndGet();
			return reached;
		}));
		assertThat(met).hasSize(50).containsOnly(true);
		assertThat(most).hasValue(3);
	}

	@Test
	void heavyHashTakesSeveralPermitsAndNeverMoreThanThereAre() {
		HashingBulkhead bulkhead = bulkhead(3, 100, LONG);
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		for (int places : new int[] { 2, 3, 50 }) {
			most.set(0);
			List<Boolean> done = TestRace.of(20, () -> bulkhead.run(places, () -> {
				most.accumulateAndGet(running.incrementAndGet(), Math::max);
				Thread.yield();
				return running.decrementAndGet() >= 0;
			}));
			assertThat(done).hasSize(20).containsOnly(true);
			assertThat(most).hasValue(1);
		}
		assertThat(bulkhead.run(3, () -> "all are back")).isEqualTo("all are back");
	}

	@Test
	void fullQueueIsBusyAtOnce() throws Exception {
		HashingBulkhead bulkhead = bulkhead(1, 1, LONG);
		CountDownLatch release = new CountDownLatch(1);
		Future<String> hashing = occupy(bulkhead, release);
		AtomicReference<Thread> queued = new AtomicReference<>();
		Future<String> waiting = this.threads.submit(() -> {
			queued.set(Thread.currentThread());
			return bulkhead.run(() -> "waited");
		});
		awaitParked(queued);
		long before = System.nanoTime();
		assertBusy(bulkhead);
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LONG);
		release.countDown();
		assertThat(hashing.get(10, TimeUnit.SECONDS)).isEqualTo("hashed");
		assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("waited");
		assertThat(bulkhead.run(() -> "free again")).isEqualTo("free again");
	}

	@Test
	void whatRunsAndWaitsCanBeSeen() throws Exception {
		HashingBulkhead bulkhead = bulkhead(2, 5, LONG);
		assertThat(List.of(bulkhead.running(), bulkhead.waiting())).containsExactly(0, 0);
		CountDownLatch release = new CountDownLatch(1);
		List<Future<String>> hashing = List.of(occupy(bulkhead, release), occupy(bulkhead, release));
		AtomicReference<Thread> queued = new AtomicReference<>();
		Future<String> waiting = this.threads.submit(() -> {
			queued.set(Thread.currentThread());
			return bulkhead.run(() -> "waited");
		});
		awaitParked(queued);
		assertThat(List.of(bulkhead.running(), bulkhead.waiting())).containsExactly(2, 1);
		release.countDown();
		assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("waited");
		for (Future<String> hash : hashing) {
			hash.get(10, TimeUnit.SECONDS);
		}
		assertThat(List.of(bulkhead.running(), bulkhead.waiting())).containsExactly(0, 0);
	}

	@Test
	void observersStandAroundEachOperationAndNotAroundTheWait() {
		List<String> seen = new ArrayList<>();
		HashingObserver both = observer("inner", seen).within(observer("outer", seen));
		HashingBulkhead bulkhead = new HashingBulkhead(new HashingSettings(1, 0, Duration.ZERO), both);
		assertThat(bulkhead.<Integer>run(() -> {
			seen.add("hash");
			return bulkhead.running();
		})).isEqualTo(1);
		assertThat(seen).containsExactly("outer", "inner", "hash", "inner done", "outer done");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> bulkhead.run(() -> {
			throw new UnsupportedOperationException();
		}));
		assertThat(seen).endsWith("inner done", "outer done");
	}

	@Test
	void withoutAQueueOnlyThePermitsAreServed() throws Exception {
		HashingBulkhead bulkhead = bulkhead(1, 0, LONG);
		CountDownLatch release = new CountDownLatch(1);
		Future<String> hashing = occupy(bulkhead, release);
		assertBusy(bulkhead);
		release.countDown();
		assertThat(hashing.get(10, TimeUnit.SECONDS)).isEqualTo("hashed");
	}

	@Test
	void whoWouldNotBeLetInIsTurnedAwayBefore() throws Exception {
		HashingBulkhead bulkhead = bulkhead(1, 0, LONG);
		bulkhead.requireRoom();
		CountDownLatch release = new CountDownLatch(1);
		Future<String> hashing = occupy(bulkhead, release);
		assertThatExceptionOfType(AuthException.class).isThrownBy(bulkhead::requireRoom)
			.satisfies((busy) -> assertThat(busy.code()).isEqualTo(AuthErrorCode.BUSY));
		release.countDown();
		assertThat(hashing.get(10, TimeUnit.SECONDS)).isEqualTo("hashed");
		bulkhead.requireRoom();
	}

	@Test
	void waitThatIsTooLongIsBusy() throws Exception {
		HashingBulkhead bulkhead = bulkhead(1, 5, Duration.ofMillis(20));
		CountDownLatch release = new CountDownLatch(1);
		Future<String> hashing = occupy(bulkhead, release);
		for (int i = 0; i < 20; i++) {
			assertBusy(bulkhead);
		}
		release.countDown();
		assertThat(hashing.get(10, TimeUnit.SECONDS)).isEqualTo("hashed");
		assertThat(bulkhead.run(() -> "free again")).isEqualTo("free again");
	}

	@Test
	void failureGivesThePermitBack() {
		HashingBulkhead bulkhead = bulkhead(1, 0, Duration.ZERO);
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> bulkhead.run(() -> {
				throw new UnsupportedOperationException();
			}));
		}
		assertThat(bulkhead.run(() -> 1)).isEqualTo(1);
	}

	@Test
	void interruptedCallerIsBusyAndStaysInterrupted() {
		HashingBulkhead bulkhead = bulkhead(1, 1, LONG);
		Thread.currentThread().interrupt();
		assertBusy(bulkhead);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(bulkhead.run(() -> 1)).isEqualTo(1);
	}

	@Test
	void permitsFitTheCoresAndAQuarterOfTheHeap() { // decision 13
		long mebibyte = 1024 * 1024;
		assertThat(HashingSettings.fitting(8, 4096 * mebibyte, 19 * mebibyte).permits()).isEqualTo(7);
		assertThat(HashingSettings.fitting(1, 4096 * mebibyte, 19 * mebibyte).permits()).isEqualTo(1);
		assertThat(HashingSettings.fitting(8, 256 * mebibyte, 19 * mebibyte).permits()).isEqualTo(3);
		assertThat(HashingSettings.fitting(8, 16 * mebibyte, 19 * mebibyte).permits()).isEqualTo(1);
		HashingSettings four = new HashingSettings(4, 0, Duration.ZERO);
		assertThat(four.fits(4 * 4 * 19 * mebibyte, 19 * mebibyte)).isTrue();
		assertThat(four.fits(4 * 4 * 19 * mebibyte - 4, 19 * mebibyte)).isFalse();
	}

	@Test
	void senselessSettingsAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new HashingSettings(0, 0, Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> new HashingSettings(1, -1, Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> new HashingSettings(1, 0, Duration.ofMillis(-1)));
	}

	private static HashingObserver observer(String name, List<String> seen) {
		return new HashingObserver() {

			@Override
			public <T> T observe(Supplier<? extends T> hashing) {
				seen.add(name);
				try {
					return hashing.get();
				}
				finally {
					seen.add(name + " done");
				}
			}

		};
	}

	private Future<String> occupy(HashingBulkhead bulkhead, CountDownLatch release) {
		CountDownLatch inside = new CountDownLatch(1);
		Future<String> hashing = this.threads.submit(() -> bulkhead.run(() -> {
			inside.countDown();
			await(release);
			return "hashed";
		}));
		assertThat(await(inside)).isTrue();
		return hashing;
	}

	/** The thread waits with a time limit, which it does nowhere but in the queue. */
	private static void awaitParked(AtomicReference<Thread> thread) {
		while (thread.get() == null || thread.get().getState() != Thread.State.TIMED_WAITING) {
			Thread.onSpinWait();
		}
	}

	private static boolean await(CountDownLatch latch) {
		try {
			return latch.await(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static void assertBusy(HashingBulkhead bulkhead) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> bulkhead.run(() -> "never"))
			.returns(AuthErrorCode.BUSY, AuthException::code)
			.returns(Duration.ofSeconds(1), AuthException::retryAfter);
	}

	private static HashingBulkhead bulkhead(int permits, int queue, Duration maxWait) {
		return new HashingBulkhead(new HashingSettings(permits, queue, maxWait));
	}

}
