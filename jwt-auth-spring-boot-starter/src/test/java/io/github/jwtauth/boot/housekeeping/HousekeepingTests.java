package io.github.jwtauth.boot.housekeeping;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.jwtauth.MovableClock;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.onetimetoken.OneTimeTokenStore;
import io.github.jwtauth.privacy.DueDeletions;
import io.github.jwtauth.session.RevocationFeed;
import io.github.jwtauth.session.RevocationSource;
import io.github.jwtauth.session.RevokedSessions;
import io.github.jwtauth.session.SessionStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

@Timeout(30)
@ExtendWith(OutputCaptureExtension.class)
class HousekeepingTests {

	private static final Duration AT_ONCE = Duration.ofMillis(1);

	@Test
	void aNodeThatHearsNothingIsToldAndStays() { // decision 7
		MovableClock clock = MovableClock.atNoon();
		RevocationFeed feed = new RevocationFeed((lookBack) -> new RevocationSource.Revocations(List.of(), Map.of()),
				new RevokedSessions(clock, Duration.ofMinutes(17)), clock, Duration.ofMinutes(17));
		RevocationHealthCheck check = new RevocationHealthCheck(feed);
		assertThat(check.isUp()).isFalse();
		feed.reload();
		clock.advance(Duration.ofSeconds(10));
		assertThat(check.isUp()).isTrue();
		clock.advance(Duration.ofSeconds(1));
		assertThat(check.isUp()).isFalse();
		assertThat(check.isEssential()).isFalse();
	}

	@Test
	void choresRunAgainAndAgainOnADaemonOfTheirOwn() throws InterruptedException {
		BlockingQueue<Thread> runs = new LinkedBlockingQueue<>();
		Housekeeping housekeeping = new Housekeeping(List.of(),
				List.of(Chore.every("one", AT_ONCE, () -> runs.add(Thread.currentThread()))));
		housekeeping.start();
		try {
			for (int i = 0; i < 3; i++) {
				assertThat(runs.poll(10, TimeUnit.SECONDS)).satisfies((thread) -> {
					assertThat(thread.getName()).isEqualTo(Housekeeping.THREAD_NAME);
					assertThat(thread.isDaemon()).isTrue();
				});
			}
		}
		finally {
			housekeeping.stop();
		}
	}

	@Test
	void whatMustHappenFirstHasHappenedWhenItIsStarted() {
		List<String> order = new ArrayList<>();
		Housekeeping housekeeping = new Housekeeping(List.of(() -> order.add("first")),
				List.of(Chore.every("never", Duration.ofDays(1), () -> order.add("chore"))));
		housekeeping.start();
		assertThat(order).containsExactly("first");
		assertThat(housekeeping.isRunning()).isTrue();
		housekeeping.start();
		assertThat(order).containsExactly("first");
		housekeeping.stop();
		assertThat(housekeeping.isRunning()).isFalse();
	}

	@Test
	void failureOfTheFirstReadStopsTheStart() {
		Housekeeping housekeeping = new Housekeeping(List.of(() -> {
			throw new IllegalStateException("no database");
		}), List.of());
		assertThatIllegalStateException().isThrownBy(housekeeping::start);
		assertThat(housekeeping.isRunning()).isFalse();
	}

	@Test
	void startsBeforeTheWebServer() { // decision 7
		assertThat(new Housekeeping(List.of(), List.of()).getPhase())
			.isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE)
			.isLessThan(SmartLifecycle.DEFAULT_PHASE);
	}

	@Test
	void stopWaitsForTheChoreAtHand() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		AtomicInteger finished = new AtomicInteger();
		Housekeeping housekeeping = new Housekeeping(List.of(), List.of(Chore.every("slow", AT_ONCE, () -> {
			begun.countDown();
			pause(200);
			finished.incrementAndGet();
		})));
		housekeeping.start();
		assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
		housekeeping.stop();
		int atStop = finished.get();
		assertThat(atStop).isPositive();
		pause(300);
		assertThat(finished).hasValue(atStop);
	}

	@Test
	void memoryThatRunsOutForAMomentDoesNotEndAChore() throws InterruptedException { // decision
																						// 7
		AtomicInteger runs = new AtomicInteger();
		CountDownLatch again = new CountDownLatch(1);
		Housekeeping housekeeping = new Housekeeping(List.of(), List.of(Chore.every("one", AT_ONCE, () -> {
			if (runs.getAndIncrement() == 0) {
				throw new OutOfMemoryError("for a test");
			}
			again.countDown();
		})));
		housekeeping.start();
		try {
			assertThat(again.await(10, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			housekeeping.stop();
		}
	}

	@Test
	void outageIsToldOnceAndItsEndToo(CapturedOutput output) {
		AtomicInteger runs = new AtomicInteger();
		Chore chore = Chore.every("fragile", AT_ONCE, () -> {
			if (runs.incrementAndGet() % 4 != 0) {
				throw new IllegalStateException("down");
			}
		});
		IntStream.range(0, 8).forEach((i) -> assertThat(chore.runSafely()).isEqualTo(AT_ONCE));
		assertThat(runs).hasValue(8);
		assertThat(output.getOut().split("Housekeeping 'fragile' failed", -1)).hasSize(3);
	}

	@Test
	void fullBatchIsFollowedByTheNextSoonAndTheLastByAPause() {
		SessionStore sessions = mock(SessionStore.class);
		given(sessions.purge(any(), anyInt())).willReturn(Purge.BATCH, 3, 17);
		OneTimeTokenStore tokens = mock(OneTimeTokenStore.class);
		given(tokens.purge(any(), anyInt())).willReturn(0, Purge.BATCH, 5);
		Purge purge = new Purge(List.of(sessions::purge, tokens::purge), Transactions.none(), (task, duration) -> true,
				Clock.systemUTC(), Duration.ofMinutes(10));
		assertThat(List.of(purge.run(), purge.run(), purge.run())).containsExactly(Purge.BETWEEN_BATCHES,
				Purge.BETWEEN_BATCHES, Duration.ofMinutes(10));
	}

	@Test
	void aKindThatCannotBeRemovedDoesNotKeepTheOthersAndIsToldOnce(CapturedOutput output) {
		AtomicInteger removed = new AtomicInteger();
		Purge purge = new Purge(List.of((now, limit) -> {
			throw new ArithmeticException("a record of the year 300000");
		}, (now, limit) -> (removed.incrementAndGet() == 1) ? Purge.BATCH : 0), Transactions.none(),
				(task, duration) -> true, Clock.systemUTC(), Duration.ofMinutes(10));
		assertThat(List.of(purge.runSafely(), purge.runSafely())).containsExactly(Purge.BETWEEN_BATCHES,
				Duration.ofMinutes(10));
		assertThat(removed).hasValue(2);
		assertThat(output.getOut().lines().filter((line) -> line.contains("Housekeeping 'purge' failed"))).hasSize(1);
	}

	@Test
	void nodeWithoutTheLeaseDoesNotPurge() {
		Purge purge = new Purge(List.of((now, limit) -> {
			throw new AssertionError("the store is not asked");
		}), Transactions.none(), (task, duration) -> false, Clock.systemUTC(), Duration.ofMinutes(10));
		assertThat(purge.run()).isEqualTo(Duration.ofMinutes(10));
	}

	@Test
	void deletionsGoOnUntilNothingIsDue() {
		DueDeletions due = mock(DueDeletions.class);
		given(due.eraseSome(Deletions.BATCH)).willReturn(Deletions.BATCH, 3);
		Deletions deletions = new Deletions(due, (task, duration) -> true, Duration.ofMinutes(10));
		assertThat(List.of(deletions.run(), deletions.run())).containsExactly(Purge.BETWEEN_BATCHES,
				Duration.ofMinutes(10));
	}

	@Test
	void nodeWithoutTheLeaseDeletesNobody() {
		DueDeletions due = mock(DueDeletions.class);
		Deletions deletions = new Deletions(due, (task, duration) -> false, Duration.ofMinutes(10));
		assertThat(deletions.run()).isEqualTo(Duration.ofMinutes(10));
		verifyNoInteractions(due);
	}

	@Test
	void feedIsReadAtTheStartAndThenEverySecond() {
		runner().run((context) -> {
			Reads reads = context.getBean(Reads.class);
			assertThat(reads.lookBacks.poll(10, TimeUnit.SECONDS)).isGreaterThan(Duration.ofMinutes(16));
			assertThat(reads.lookBacks.poll(10, TimeUnit.SECONDS)).isLessThan(Duration.ofMinutes(2));
			assertThat(reads.lookBacks.poll(10, TimeUnit.SECONDS)).isLessThan(Duration.ofMinutes(2));
		});
	}

	@Test
	void housekeepingCanBeSwitchedOff() {
		runner().withPropertyValues("jwtauth.housekeeping.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Housekeeping.class));
	}

	@Test
	void senselessPurgeIntervalStopsTheStart() {
		runner().withPropertyValues("jwtauth.housekeeping.purge-interval=10ms")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("jwtauth.housekeeping.purge-interval"));
	}

	private static ApplicationContextRunner runner() {
		return new ApplicationContextRunner().withUserConfiguration(Reads.class)
			.withConfiguration(AutoConfigurations.of(JwtAuthHousekeepingAutoConfiguration.class));
	}

	private static void pause(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Reads {

		private final BlockingQueue<Duration> lookBacks = new LinkedBlockingQueue<>();

		@Bean(defaultCandidate = false)
		@JwtAuthBean
		Clock clock() {
			return Clock.systemUTC();
		}

		@Bean
		Transactions transactions() {
			return Transactions.none();
		}

		@Bean
		SessionStore sessions() {
			return mock(SessionStore.class);
		}

		@Bean
		RevocationFeed feed() {
			RevocationSource source = (lookBack) -> {
				this.lookBacks.add(lookBack);
				return new RevocationSource.Revocations(List.of(), Map.of());
			};
			return new RevocationFeed(source, new RevokedSessions(Clock.systemUTC(), Duration.ofMinutes(16)),
					Clock.systemUTC(), Duration.ofMinutes(16));
		}

	}

}
