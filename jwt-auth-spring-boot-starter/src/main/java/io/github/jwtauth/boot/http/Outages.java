package io.github.jwtauth.boot.http;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

import javax.naming.CommunicationException;
import javax.naming.NamingException;
import javax.naming.ServiceUnavailableException;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Tells a store that is down from a fault of ours: the first may be tried again
 * (requirement R-50).
 */
final class Outages {

	private static final int DEEPEST_CAUSE = 20;

	/**
	 * Connection, insufficient resources, operator intervention, system error (SQL:2023
	 * and PostgreSQL).
	 */
	private static final Set<String> STATE_CLASSES = Set.of("08", "53", "57", "58");

	private Outages() {
	}

	static boolean isOutage(Throwable failure) {
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
			if (tellsOutage(cause)) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

	private static boolean tellsOutage(Throwable cause) {
		return cause instanceof TransientDataAccessException || cause instanceof NonTransientDataAccessResourceException
				|| cause instanceof RecoverableDataAccessException || cause instanceof CannotCreateTransactionException
				|| cause instanceof SQLTransientException || cause instanceof SQLRecoverableException
				|| cause instanceof SQLNonTransientConnectionException || cause instanceof ConnectException
				|| cause instanceof SocketTimeoutException || isOfADirectory(cause)
				|| (cause instanceof SQLException sql && tellsOutage(sql.getSQLState()));
	}

	/** Before JDK 25 an LDAP answer that does not come has no type of its own. */
	private static boolean isOfADirectory(Throwable cause) {
		return cause instanceof CommunicationException || cause instanceof ServiceUnavailableException
				|| (cause.getClass() == NamingException.class
						&& String.valueOf(cause.getMessage()).startsWith("LDAP response read timed out"));
	}

	private static boolean tellsOutage(@Nullable String sqlState) {
		return sqlState != null && sqlState.length() == 5 && STATE_CLASSES.contains(sqlState.substring(0, 2));
	}

}
