package io.github.jwtauth.boot.jpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.account.SubjectStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What MariaDB, its driver and Spring make of conflicts and outages.
 */
class MariaDbFailureTests {

	private static TestHouse house;

	private final SubjectStore subjects = house.get(SubjectStore.class);

	@BeforeAll
	static void open() {
		house = TestHouse.on(TestDatabases.with(TestDatabases.mariaDb(),
				"sessionVariables=innodb_lock_wait_timeout=1,innodb_snapshot_isolation=ON"));
	}

	@AfterAll
	static void close() {
		if (house != null) {
			house.close();
		}
	}

	@ParameterizedTest
	@CsvSource({ "HY000,1020", "HY000,1205", "40001,1213" })
	void conflictsAreTriedAgainInAFreshTransaction(String state, int code) { // F-06
		AtomicInteger attempts = new AtomicInteger();
		assertThat(house.transactions().<Integer>alone(() -> {
			if (attempts.incrementAndGet() < 3) {
				signal(state, code);
			}
			return attempts.get();
		})).isEqualTo(3);
	}

	@ParameterizedTest
	@CsvSource({ "HY000,1021", "HY000,1030", "08004,1040", "HY000,1041", "08S01,1047", "08S01,1053", "HY000,1114",
			"HY000,1180", "42000,1203", "HY000,1206", "42000,1226", "HY000,1290", "70100,1317", "HY000,1637",
			"25006,1792", "HY000,1836", "70100,1927", "70100,1969" })
	void outagesAreUnavailableAndNeverAVerdict(String state, int code) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> house.transactions().alone(() -> {
			signal(state, code);
			return true;
		})).returns(AuthErrorCode.UNAVAILABLE, AuthException::code);
	}

	@ParameterizedTest
	@CsvSource({ "42S02,1146", "HY000,1364", "HY000,1366", "23000,1048", "23000,1062", "23000,4025", "22001,1406",
			"HY000,1105", "42000,1064" })
	void errorsStayWhatTheyAre(String state, int code) {
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> house.transactions().alone(() -> {
			signal(state, code);
			return true;
		}));
	}

	@Test
	void deadlockIsResolvedByTryingAgain() { // 1213
		List<AccountId> both = List.of(newSubject().id(), newSubject().id());
		CyclicBarrier once = new CyclicBarrier(2);
		List<Callable<Boolean>> works = new ArrayList<>();
		for (int first : List.of(0, 1)) {
			AtomicInteger attempts = new AtomicInteger();
			works.add(() -> house.transactions().alone(() -> {
				this.subjects.lock(both.get(first));
				if (attempts.incrementAndGet() == 1) {
					meet(once);
				}
				return this.subjects.advanceCredentialVersion(both.get(1 - first));
			}));
		}
		assertThat(TestRace.between(works)).containsOnly(true);
		assertThat(both)
			.allSatisfy((id) -> assertThat(this.subjects.find(id)).map(Subject::credentialVersion).contains(1L));
	}

	@Test
	void lockThatIsHeldTooLongIsTriedAgainAndThenUnavailable() { // 1205
		Subject subject = newSubject();
		CountDownLatch held = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		TestRace.between(List.<Callable<Boolean>>of(() -> house.transactions().alone(() -> {
			this.subjects.lock(subject.id());
			held.countDown();
			return await(released);
		}), () -> {
			await(held);
			assertThatExceptionOfType(AuthException.class).isThrownBy(
					() -> house.transactions().alone(() -> this.subjects.claimLogin(subject.id(), 0, Instant.now())))
				.returns(AuthErrorCode.UNAVAILABLE, AuthException::code);
			released.countDown();
			return true;
		}));
		assertThat(house.transactions().<Boolean>alone(() -> this.subjects.claimLogin(subject.id(), 0, Instant.now())))
			.isTrue();
	}

	@Test
	void snapshotOfAHostThatWasOvertakenIsAConflictAndNoVerdict() { // 1020
		Subject subject = newSubject();
		TransactionTemplate host = new TransactionTemplate(house.get(PlatformTransactionManager.class));
		host.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
		Throwable failure = catchThrowable(() -> host.execute((status) -> {
			assertThat(this.subjects.find(subject.id())).contains(subject);
			TestRace.of(1, () -> this.subjects.advanceCredentialVersion(subject.id()));
			return this.subjects.claimLogin(subject.id(), 0, Instant.now());
		}));
		assertThat(failure).rootCause().hasMessageContaining("Record has changed since last read");
		assertThat(DatabaseFailures.isConflict(failure)).isTrue();
	}

	private Subject newSubject() {
		return this.subjects.subjectOf(UUID.randomUUID().toString());
	}

	private static void signal(String state, int code) {
		house.sql()
			.execute("signal sqlstate '" + state + "' set mysql_errno = " + code + ", message_text = 'of the test'");
	}

	private static void meet(CyclicBarrier barrier) {
		try {
			barrier.await(10, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
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

}
