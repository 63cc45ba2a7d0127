package io.github.jwtauth.protection;

import java.time.Instant;
import java.util.Optional;

import io.github.jwtauth.AccountId;

/**
 * Bounds how often somebody may guess a password (decision 14, requirements R-25 to
 * Every way through a password asks before it compares, and says afterwards how
 * that ended. A host may bring its own. Implementations are safe for use by many threads.
 */
public interface LoginProtection {

	/**
	 * Takes a place for one comparison, or does not. The place is taken before the work
	 * begins and for everybody to see, so that guesses at the same moment cannot share
	 * one (invariant I9). Called outside of any transaction, because a rollback would
	 * forget the guess; may wait, at most two seconds, for guesses that are under way.
	 * @param guess who guesses at what
	 * @return the decision
	 * @throws IllegalStateException inside a transaction
	 */
	GuessDecision admit(PasswordGuess guess);

	/**
	 * Whether the account of a stranger's guess is needed. Finding it costs a look-up
	 * before every login.
	 * @return {@code false} where what was typed is all that counts
	 */
	default boolean countsAccounts() {
		return false;
	}

	/**
	 * Forgives every failure: the owner has proven another way who they are, or an
	 * administrator knows them. Joins the running transaction.
	 * @param account whose
	 * @return whether there were any
	 */
	boolean unlock(ProtectedAccount account);

	/**
	 * Until when strangers cannot log in.
	 * @param account whose
	 * @return the instant, in the far future where nothing but {@link #unlock} helps;
	 * empty where they can
	 */
	Optional<Instant> blockedUntil(ProtectedAccount account);

	/**
	 * Whether the owner may be told now that the account is locked. A yes is given once a
	 * day, so that whoever locks it again and again cannot fill a mailbox (attack X-40).
	 * Called outside of any transaction, also for identifiers that nobody has.
	 * @param recipient who would be told, in the form of
	 * {@code AccountStore.canonicalIdentifier}
	 * @return {@code false} where owners are never told
	 */
	default boolean mayWarn(String recipient) {
		return false;
	}

	/**
	 * Forgets an account that is gone, of which only that is known. Joins the running
	 * transaction.
	 * @param accountId whose
	 */
	default void forget(AccountId accountId) {
	}

	/**
	 * Forgets an account that is gone, and what strangers did under its names
	 * (requirement R-101). Joins the running transaction.
	 * @param account whose
	 */
	default void forget(ProtectedAccount account) {
		unlock(account);
		forget(account.id());
	}

	/**
	 * For those who bound guesses elsewhere.
	 * @return a protection that lets everybody guess
	 */
	static LoginProtection off() {
		return UnboundedGuesses.INSTANCE;
	}

}
