package io.github.jwtauth.registration;

import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.AccountStore;
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
	 * Whether an account may make way, as far as can be seen without a lock.
	 * @param holder the account as it was read
	 * @return whether to try
	 */
	static boolean mayMakeWay(Account holder) {
		return holder.email() != null && !holder.emailVerified() && holder.status() == AccountStatus.ACTIVE;
	}

	/**
	 * Puts an account in the place of one that makes way. Call it in a transaction that
	 * holds no lock yet, and let it be undone when this throws.
	 * @param account the new one, which has the address, unproven
	 * @param worthwhile asked under the locks, last of all: whether the owner of the
	 * address will learn of the new one
	 * @return whether that was done; {@code false} when somebody was faster, or somebody
	 * else has the username
	 * @throws KeptException when the one that was there does not make way
	 * @throws UnsupportedOperationException when accounts are made elsewhere
	 */
	boolean replace(Account account, BooleanSupplier worthwhile) {
		Optional<Subject> old = this.accounts.replaceUnverified(account).map(this.subjects::subjectOf);
		if (old.isEmpty()) {
			return false;
		}
		// Under the lock of the account's row: before it, whoever is replaced by somebody
		// else at this moment looks like an account that nobody registered.
		AccountId id = old.get().id();
		if (this.details.find(id).registeredAt() == null || hasLoggedIn(id) || !worthwhile.getAsBoolean()) {
			throw new KeptException();
		}
		this.remains.erase(id);
		return true;
	}

	/** Under the lock of the subject, so that no login slips in between. */
	private boolean hasLoggedIn(AccountId id) {
		return this.subjects.lock(id)
				&& this.subjects.find(id).filter((subject) -> subject.lastLoginAt() != null).isPresent();
	}

	/** Undoes the replacement of an account that was of use to somebody. */
	static final class KeptException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		KeptException() {
			super("the account was of use to somebody", null, false, false);
		}

	}

}
