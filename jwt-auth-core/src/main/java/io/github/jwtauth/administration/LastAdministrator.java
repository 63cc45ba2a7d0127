package io.github.jwtauth.administration;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDirectory;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.AdministratorGuard;
import io.github.jwtauth.account.LoginDecision;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.SubjectStore;
import org.jspecify.annotations.Nullable;

/**
 * Looks for another administrator under the lock of {@link AdministratorStore} before one
 * of them goes (attack X-64): one whom the login policy lets in, and whose account is not
 * about to be deleted. A lock on one row and not on the rows of the administrators: who
 * they are is what changes, and a host's own table is not ours to lock. Safe for use by
 * many threads.
 */
public final class LastAdministrator implements AdministratorGuard {

	private final @Nullable AccountDirectory directory;

	private final AdministratorStore store;

	private final LoginPolicy policy;

	private final SubjectStore subjects;

	private final AdministrationSettings settings;

	/**
	 * A guard.
	 * @param directory knows who administers, or {@code null} where nobody can: then no
	 * administrator goes
	 * @param store holds the lock
	 * @param policy who may log in
	 * @param subjects know whose deletion is planned
	 * @param settings which role
	 */
	public LastAdministrator(@Nullable AccountDirectory directory, AdministratorStore store, LoginPolicy policy,
			SubjectStore subjects, AdministrationSettings settings) {
		this.directory = directory;
		this.store = store;
		this.policy = policy;
		this.subjects = subjects;
		this.settings = settings;
	}

	@Override
	public void requireAnother(Account account) {
		if (account.status() != AccountStatus.ACTIVE || !account.roles().contains(this.settings.role())) {
			return;
		}
		if (this.directory == null) {
			throw new UnsupportedOperationException("nobody can say who else administers: define an AccountDirectory");
		}
		this.store.lock();
		boolean another = this.directory.findActive(this.settings.role())
			.stream()
			.filter((each) -> !each.key().equals(account.key()))
			.anyMatch(this::canAdminister);
		if (!another) {
			throw new AuthException(AuthErrorCode.LAST_ADMINISTRATOR,
					"There is no other administrator: make somebody else one first.");
		}
	}

	private boolean canAdminister(Account account) {
		return this.policy.check(account) == LoginDecision.ALLOWED
				&& this.subjects.deletionDueAt(this.subjects.subjectOf(account.key()).id()).isEmpty();
	}

}
