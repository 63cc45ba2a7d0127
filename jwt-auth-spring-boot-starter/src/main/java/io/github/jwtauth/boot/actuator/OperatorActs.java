package io.github.jwtauth.boot.actuator;

import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.SessionEndReason;

/**
 * What an operator may do without being an administrator of the application. Events are
 * published as for an administrator's acts.
 */
final class OperatorActs {

	private final SubjectStore subjects;

	private final RefreshTokenWhitelist whitelist;

	private final Transactions transactions;

	OperatorActs(SubjectStore subjects, RefreshTokenWhitelist whitelist, Transactions transactions) {
		this.subjects = subjects;
		this.whitelist = whitelist;
		this.transactions = transactions;
	}

	/**
	 * Logs somebody out everywhere. A login that is under way comes too late.
	 * @param owner whose account
	 * @return how many sessions ended; none of an account that never was
	 */
	int endSessions(AccountId owner) {
		return this.transactions.join(() -> this.subjects.voidLogins(owner)
				? this.whitelist.endAll(owner, Optional.empty(), SessionEndReason.REVOKED_BY_ADMIN) : 0);
	}

}
