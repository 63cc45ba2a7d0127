package io.github.jwtauth.boot.jpa;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Transactions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SpringTransactionsTests {

	private static TestHouse house;

	private final Transactions transactions = house.transactions();

	private final TransactionTemplate host = new TransactionTemplate(house.get(PlatformTransactionManager.class));

	@BeforeAll
	static void open() {
		house = TestHouse.on(TestDatabases.h2());
		house.sql().execute("create table note (id int primary key)");
	}

	@AfterAll
	static void close() {
		house.close();
	}

	@BeforeEach
	void clear() {
		house.sql().update("delete from note");
	}

	@Test
	void workAloneIsCommitted() {
		assertThat(this.transactions.<Integer>alone(() -> insert(1))).isEqualTo(1);
		assertThat(notes()).isEqualTo(1);
	}

	@Test
	void workThatThrowsIsRolledBack() {
		assertThatIllegalStateException().isThrownBy(() -> this.transactions.alone(() -> {
			insert(1);
			throw new IllegalStateException("no");
		})).withMessage("no");
		assertThat(notes()).isZero();
	}

	@Test
	void workAloneRefusesARunningTransaction() { // rule 3, R-36
		assertThatIllegalStateException()
			.isThrownBy(() -> this.host.execute((status) -> this.transactions.alone(() -> insert(1))));
		assertThatIllegalStateException()
			.isThrownBy(() -> this.transactions.join(() -> this.transactions.alone(() -> insert(1))));
		assertThat(notes()).isZero();
	}

	@Test
	void joinedWorkSharesTheFateOfTheHostsTransaction() {
		this.host.executeWithoutResult((status) -> {
			this.transactions.join(() -> insert(1));
			status.setRollbackOnly();
		});
		assertThat(notes()).isZero();
		this.transactions.join(() -> insert(2));
		assertThat(notes()).isEqualTo(1);
	}

	@Test
	void aTransactionOfAnotherManagerOfTheSameDatabaseIsJoinedToo() {
		new TransactionTemplate(new JdbcTransactionManager(house.get(DataSource.class)))
			.executeWithoutResult((status) -> {
				this.transactions.join(() -> insert(1));
				assertThatIllegalStateException().isThrownBy(() -> this.transactions.alone(() -> insert(2)));
				status.setRollbackOnly();
			});
		assertThat(notes()).isZero();
	}

	@Test
	void conflictInAHostsTransactionIsTheHostsAndNotTriedAgain() {
		AtomicInteger attempts = new AtomicInteger();
		CannotAcquireLockException conflict = new CannotAcquireLockException("deadlock");
		assertThatThrownBy(() -> this.host.execute((status) -> this.transactions.join(() -> {
			attempts.incrementAndGet();
			throw conflict;
		}))).isSameAs(conflict);
		assertThat(attempts).hasValue(1);
	}

	static Stream<RuntimeException> conflicts() {
		return Stream.of(new CannotAcquireLockException("deadlock"),
				new ObjectOptimisticLockingFailureException("entity", new IllegalStateException()),
				uncategorized(new SQLException("serialization failure", "40001")),
				uncategorized(new SQLException("deadlock", "40P01")),
				uncategorized(new SQLException("H2 concurrent update", "90131", 90131)),
				uncategorized(new SQLException("H2 lock timeout", "HYT00", 50200)),
				uncategorized(new SQLException("MariaDB record changed", "HY000", 1020)),
				uncategorized(new SQLException("MariaDB lock wait", "HY000", 1205)),
				uncategorized(new SQLException("MariaDB deadlock", "HY000", 1213)),
				new TransactionSystemException("commit",
						new JpaSystemException(new RuntimeException(new SQLException("commit", "40001")))),
				uncategorized(batchOf(new SQLException("second of a batch", "40P01"))));
	}

	@ParameterizedTest
	@MethodSource("conflicts")
	void conflictIsTriedAgainInAFreshTransaction(RuntimeException conflict) { // F-06
		AtomicInteger attempts = new AtomicInteger();
		assertThat(this.transactions.<Integer>alone(() -> {
			insert(1);
			if (attempts.incrementAndGet() < 3) {
				throw conflict;
			}
			return attempts.get();
		})).isEqualTo(3);
		assertThat(notes()).isEqualTo(1);
	}

	@Test
	void conflictsWithoutEndAreAnOutageWithinTwoSeconds() { // F-06
		AtomicInteger attempts = new AtomicInteger();
		long started = System.nanoTime();
		assertUnavailable(() -> this.transactions.alone(() -> {
			attempts.incrementAndGet();
			throw new CannotAcquireLockException("storm");
		}));
		assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
		assertThat(attempts).hasValue(6);
	}

	static Stream<RuntimeException> outages() {
		return Stream.of(
				new CannotGetJdbcConnectionException("no", new SQLTransientConnectionException("pool exhausted")),
				new CannotCreateTransactionException("no", new IllegalStateException()),
				new QueryTimeoutException("slow"), new DataAccessResourceFailureException("gone"),
				new TransactionSystemException("commit", uncategorized(new SQLException("connection lost", "08006"))),
				uncategorized(new SQLException("admin shutdown", "57P01")),
				uncategorized(new SQLException("too many connections", "53300")),
				uncategorized(new SQLException("a replica now", "25006")),
				uncategorized(new SQLException("MariaDB, a replica now", "HY000", 1290)));
	}

	@ParameterizedTest
	@MethodSource("outages")
	void outageIsUnavailableAtOnceAndNeverAVerdict(RuntimeException outage) {
		AtomicInteger attempts = new AtomicInteger();
		assertUnavailable(() -> this.transactions.join(() -> {
			attempts.incrementAndGet();
			throw outage;
		}));
		assertThat(attempts).hasValue(1);
	}

	static Stream<RuntimeException> errors() {
		return Stream.of(new IllegalArgumentException(), new NullPointerException(),
				new DataIntegrityViolationException("duplicate"),
				uncategorized(new SQLException("MariaDB, column without a value", "HY000", 1364)),
				new BadSqlGrammarException("task", "selct", new SQLException("syntax", "42601")),
				new AuthException(AuthErrorCode.EMAIL_NOT_VERIFIED, "refused"));
	}

	@ParameterizedTest
	@MethodSource("errors")
	void errorsAndRefusalsStayWhatTheyAre(RuntimeException error) {
		assertThatThrownBy(() -> this.transactions.alone(() -> {
			throw error;
		})).isSameAs(error);
	}

	@Test
	void whatIsCommittedIsNeverTriedAgain() { // I2: a second rotation would be a false
												// replay
		AtomicInteger attempts = new AtomicInteger();
		int inserted = this.transactions.<Integer>alone(() -> {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					throw new CannotAcquireLockException("of the host's own work afterwards");
				}

			});
			return insert(attempts.incrementAndGet());
		});
		assertThat(inserted).isEqualTo(1);
		assertThat(attempts).hasValue(1);
		assertThat(notes()).isEqualTo(1);
	}

	@Test
	void actionRunsAfterTheCommitOnly() {
		List<String> order = new ArrayList<>();
		this.transactions.join(() -> {
			this.transactions.afterCommit(() -> order.add("after"));
			return order.add("work");
		});
		this.host.executeWithoutResult((status) -> {
			this.transactions.afterCommit(() -> order.add("rolled back"));
			status.setRollbackOnly();
		});
		this.transactions.afterCommit(() -> order.add("at once"));
		assertThat(order).containsExactly("work", "after", "at once");
	}

	@Test
	void actionOfAnAttemptThatLostIsForgotten() {
		AtomicInteger attempts = new AtomicInteger();
		List<Integer> ran = new ArrayList<>();
		this.transactions.alone(() -> {
			int attempt = attempts.incrementAndGet();
			this.transactions.afterCommit(() -> ran.add(attempt));
			if (attempt == 1) {
				throw new CannotAcquireLockException("deadlock");
			}
			return true;
		});
		assertThat(ran).containsExactly(2);
	}

	@Test
	void workInsideASynchronizationWithoutTransactionGetsItsOwn() {
		TransactionTemplate supports = new TransactionTemplate(house.get(PlatformTransactionManager.class));
		supports.setPropagationBehavior(TransactionTemplate.PROPAGATION_SUPPORTS);
		supports.executeWithoutResult((status) -> {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			});
			assertThat(this.transactions.<Integer>alone(() -> insert(1))).isEqualTo(1);
		});
		assertThat(notes()).isEqualTo(1);
	}

	private static void assertUnavailable(Runnable work) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(work::run)
			.returns(AuthErrorCode.UNAVAILABLE, AuthException::code)
			.satisfies((ex) -> assertThat(ex.retryAfter()).isPositive());
	}

	private static int insert(int id) {
		return house.sql().update("insert into note values (?)", id);
	}

	private static int notes() {
		Integer count = house.sql().queryForObject("select count(*) from note", Integer.class);
		return (count != null) ? count : -1;
	}

	private static RuntimeException uncategorized(SQLException cause) {
		return new UncategorizedSQLException("task", "sql", cause);
	}

	private static SQLException batchOf(SQLException second) {
		SQLException first = new SQLException("batch", "99999");
		first.setNextException(second);
		return first;
	}

}
