package io.github.jwtauth.login;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.password.RawPassword;

/**
 * The first half of a login with a password: whose is it? Everything after the answer
 * (policy, credential version, session cap) is the same for every way to check. The
 * built-in one is {@link StoredPasswords}; a host that authenticates elsewhere, for
 * example against a directory, has another.
 */
@FunctionalInterface
public interface PasswordCheck {

	/**
	 * Checks a password. Called outside of any transaction and without a connection held,
	 * because it is slow. An unknown identifier must cost what a wrong password costs
	 * (requirement R-19). Called by many threads.
	 * @param identifier what was typed, without surrounding space
	 * @param password what was typed
	 * @return the answer; its account is not older than this call, and its subject was
	 * read before the password was compared, so that a change of the password in between
	 * voids the login
	 * @throws AuthException with {@link AuthErrorCode#BUSY} or
	 * {@link AuthErrorCode#UNAVAILABLE}, which are never an answer about the password
	 */
	PasswordVerdict check(String identifier, RawPassword password);

}
