package io.github.jwtauth.boot.jpa;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * Tells apart what went wrong with the database: a conflict with another transaction
 * passes when it is tried again, an outage passes by itself, everything else is an error
 * of the program. Looks through all causes, because Spring, JPA and a failing commit wrap
 * differently.
 */
final class DatabaseFailures {

	/** Serialization failure, deadlock. */
	private static final Set<String> CONFLICT_STATES = Set.of("40001", "40P01");

	/**
	 * H2: concurrent update, lock timeout. MariaDB: record changed, lock wait, deadlock.
	 */
	private static final Set<Integer> CONFLICT_CODES = Set.of(90131, 50200, 1020, 1205, 1213);

	/** Connection, resources, operator intervention, system, interruption (MariaDB). */
	private static final Set<String> OUTAGE_CLASSES = Set.of("08", "53", "57", "58", "70");

	/** The node we are connected to has become a replica; timeouts of H2 and ODBC. */
	private static final Set<String> OUTAGE_STATES = Set.of("25006", "HYT00", "HYT01");

	/**
	 * Of MariaDB, whose state HY000 means anything: disk full (1021), storage engine
	 * (1030), out of memory (1037, 1038, 1041), table full (1114), no thread (1135), no
	 * commit (1180), connections of a user (1203, 1226), locks (1206), read-only (1290,
	 * 1836), transactions (1637), killed (1927), idle for too long (4031).
	 */
	private static final Set<Integer> OUTAGE_CODES = Set.of(1021, 1030, 1037, 1038, 1041, 1114, 1135, 1180, 1203, 1206,
			1226, 1290, 1637, 1836, 1927, 4031);

	private DatabaseFailures() {
	}

	static boolean isConflict(Throwable failure) {
		return anyCause(failure, (cause) -> cause instanceof ConcurrencyFailureException
				|| (cause instanceof SQLException sql && isConflict(sql)));
	}

	static boolean isOutage(Throwable failure) {
		return anyCause(failure, (cause) -> cause instanceof DataAccessResourceFailureException
				|| cause instanceof TransientDataAccessException || cause instanceof RecoverableDataAccessException
				|| cause instanceof CannotCreateTransactionException || cause instanceof TransactionTimedOutException
				|| (cause instanceof SQLException sql && isOutage(sql)));
	}

	private static boolean isConflict(SQLException failure) {
		String state = failure.getSQLState();
		return (state != null && CONFLICT_STATES.contains(state)) || CONFLICT_CODES.contains(failure.getErrorCode());
	}

	private static boolean isOutage(SQLException failure) {
		if (failure instanceof SQLTransientException || failure instanceof SQLRecoverableException
				|| failure instanceof SQLNonTransientConnectionException) {
			return true;
		}
		String state = failure.getSQLState();
		return OUTAGE_CODES.contains(failure.getErrorCode()) || (state != null && (OUTAGE_STATES.contains(state)
				|| (state.length() == 5 && OUTAGE_CLASSES.contains(state.substring(0, 2)))));
	}

	private static boolean anyCause(@Nullable Throwable failure, Predicate<Throwable> predicate) {
		return anyCause(failure, predicate, Collections.newSetFromMap(new IdentityHashMap<>()));
	}

	private static boolean anyCause(@Nullable Throwable failure, Predicate<Throwable> predicate, Set<Throwable> seen) {
		if (failure == null || !seen.add(failure)) {
			return false;
		}
		if (predicate.test(failure) || anyCause(failure.getCause(), predicate, seen)) {
			return true;
		}
		return failure instanceof SQLException sql && anyCause(sql.getNextException(), predicate, seen);
	}

}
