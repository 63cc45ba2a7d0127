package io.github.jwtauth.password;

import java.util.Optional;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;

/**
 * The system that accounts are moved from, where their passwords cannot be taken along. A
 * host implements it, typically by a call over HTTP, and each account is asked about
 * until one password was right; from then on its hash is here.
 * <p>
 * Called by many threads, at most sixteen at once, outside of any transaction and without
 * holding a connection or a place for hashing. The implementation sets its own time
 * limit, well below what a caller waits for. Whatever it throws is answered with
 * {@code 503} and changes nothing: a system that is down is never a wrong password.
 */
@FunctionalInterface
public interface OldSystem {

	/**
	 * What stands in the place of the password hash of an account that was moved without
	 * one. An account without anything in that place has no password and is never asked
	 * about: its owner may have logged in by other means since.
	 */
	Secret ASK = Secret.of("{ask}old-system");

	/**
	 * Judges a password of an account that was moved and has {@link #ASK} for a hash.
	 * @param account the account as it is here
	 * @param password what was typed, in the Unicode form NFC
	 * @return whether the old system lets this person in with it
	 */
	boolean accepts(Account account, Secret password);

	/**
	 * Brings an account that was not moved yet. Asked for every identifier that no
	 * account here has.
	 * @param identifier what was typed
	 * @param password what was typed, in the Unicode form NFC
	 * @return the account to insert, in the state that it has there, when the password is
	 * right; its hash is ignored, the password is hashed here. The identifier must find
	 * it afterwards. Empty when the old system does not let this person in
	 */
	default Optional<Account> bring(String identifier, Secret password) {
		return Optional.empty();
	}

}
