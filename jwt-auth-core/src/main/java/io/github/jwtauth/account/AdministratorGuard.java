package io.github.jwtauth.account;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;

/**
 * Keeps the last administrator. Asked in the transaction that closes, demotes or deletes
 * an account, after the subject's lock was taken and before anything is changed.
 */
@FunctionalInterface
public interface AdministratorGuard {

	/** Where nobody administers accounts over HTTP there is nobody to keep. */
	AdministratorGuard NONE = (account) -> {
	};

	/**
	 * Refuses to lose an administrator when there is no other one. Of two administrators
	 * who go at the same moment one stays: the second waits until the transaction of the
	 * first has ended.
	 * @param account as it is now, read under the subject's lock
	 * @throws AuthException with {@link AuthErrorCode#LAST_ADMINISTRATOR}
	 * @throws UnsupportedOperationException when it is an administrator and nobody can
	 * say who else is
	 */
	void requireAnother(Account account);

}
