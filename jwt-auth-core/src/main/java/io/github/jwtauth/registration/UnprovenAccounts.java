package io.github.jwtauth.registration;

import java.util.Optional;

import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.login.AccountRemains;

/**
 * Accounts that somebody registered with an address that is perhaps not theirs. Whoever
 * comes next takes the place, with nothing of the one before (requirement R-76, attack
 * That holds only for an account that has never been of use to anybody: it was
 * registered here, its address was never proven, nobody ever logged in, and nobody has
 * closed it. An account that a host has made for somebody, or that was in use while no
 * proof was demanded, is not for a stranger to erase. Safe for use by many threads.
 */
public final class UnprovenAccounts {

	private final AccountStore accounts;

	private final SubjectStore subjects;

	private final AccountDetailsStore details;

	private final AccountRemains remains;

	public UnprovenAccounts(AccountStore accounts, SubjectStore subjects, AccountDetailsStore details,
			AccountRemains remains) {
		this.accounts = accounts;
		this.subjects = subjects;
		this.details = details;
		this.remains = remains;
	}

	/**
	 * Whether an account makes way.
	 * @param known the account as it is now
	 * @return whether somebody else may take its place
	 */
	boolean makesWay(KnownAccount known) {
		Account account = known.account();
		return account.email() != null && !account.emailVerified() && account.status() == AccountStatus.ACTIVE
				&& this.details.find(known.id()).registeredAt() != null && !this.subjects.hasLoggedIn(known.id());
	}

	/**
	 * Puts an account in the place of one that makes way. Call it in a transaction that
	 * holds no lock yet.
	 * @param account the new one, which has the address, unproven
	 * @return whether that was done; {@code false} when somebody was faster, or somebody
	 * else has the username
	 * @throws UnsupportedOperationException when accounts are made elsewhere
	 */
	boolean replace(Account account) {
		Optional<Subject> old = this.accounts.replaceUnverified(account).map(this.subjects::subjectOf);
		old.ifPresent((subject) -> this.remains.erase(subject.id()));
		return old.isPresent();
	}

}
