package io.github.jwtauth.password;

import java.util.List;

import io.github.jwtauth.InvalidInputException;

/**
 * Whether a new password will do (decision 12). Asked when a password is set, never at a
 * login. A host replaces the bean to have rules of its own. Called by many threads,
 * outside of transactions, before anything is hashed.
 */
@FunctionalInterface
public interface PasswordPolicy {

	/**
	 * Judges a new password.
	 * @param password the password, and whose it is to be
	 * @return everything that is wrong with it, with codes that begin with
	 * {@code password_}; empty when it will do
	 */
	List<InvalidInputException.Fault> check(NewPassword password);

}
