package io.github.jwtauth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;

/**
 * Where a node reads what other nodes ended.
 */
@FunctionalInterface
public interface RevocationSource {

	/**
	 * Everything that ended or changed lately, by the time of the statement that did it
	 * and by the database's own clock: the time a transaction began would hide those that
	 * took long to commit.
	 * @param lookBack how far to look back from the database's present
	 * @return what was found
	 */
	Revocations within(Duration lookBack);

	/**
	 * What a source found.
	 *
	 * @param endedSessions sessions that ended
	 * @param changedAccounts accounts, each with the instant up to which its tokens are
	 * void
	 */
	record Revocations(List<SessionId> endedSessions, Map<AccountId, Instant> changedAccounts) {

		public Revocations {
			endedSessions = List.copyOf(endedSessions);
			changedAccounts = Map.copyOf(changedAccounts);
		}

	}

}
