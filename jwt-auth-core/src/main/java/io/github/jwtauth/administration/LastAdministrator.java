package io.github.jwtauth.administration;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDirectory;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.AdministratorGuard;
import org.jspecify.annotations.Nullable;

/**
 * Counts the administrators under the lock of {@link AdministratorStore} before one of
 * them goes (attack X-64). A lock on one row and not on the rows of the administrators:
 * who they are is what changes, and a host's own table is not ours to lock. Safe for use
 * by many threads.
 */
public final class LastAdministrator implements AdministratorGuard {

	private final @Nullable AccountDirectory directory;

	private final AdministratorStore store;

	private final AdministrationSettings settings;

	/**
	 * A guard.
	 * @param directory counts accounts, or {@code null} where nobody can: then no
	 * administrator goes
	 * @param store holds the lock
	 * @param settings which role
	 */
	public LastAdministrator(@Nullable AccountDirectory directory, AdministratorStore store,
			AdministrationSettings settings) {
		this.directory = directory;
		this.store = store;
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
		if (this.directory.countActive(this.settings.role()) < 2) {
			throw new AuthException(AuthErrorCode.LAST_ADMINISTRATOR,
					"There is no other administrator: make somebody else one first.");
		}
	}

}
