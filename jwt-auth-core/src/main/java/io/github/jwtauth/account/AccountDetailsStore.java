package io.github.jwtauth.account;

import java.time.Instant;
import java.util.Map;

import io.github.jwtauth.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Where {@link AccountDetails} live. Every method that changes something makes the row
 * when there is none, changes only what it names, and joins the running transaction; the
 * caller holds the subject's lock. Implementations are safe for use by many threads; a
 * host that keeps details elsewhere proves its store with
 * {@code AccountDetailsStoreContract} of the test-jar.
 */
public interface AccountDetailsStore {

	/**
	 * What is known.
	 * @param id whose
	 * @return {@link AccountDetails#NONE} when nothing is
	 */
	AccountDetails find(AccountId id);

	/**
	 * Replaces everything.
	 * @param id whose
	 * @param details what is known from now on
	 */
	void save(AccountId id, AccountDetails details);

	/**
	 * The present address was proven.
	 * @param id whose
	 * @param at when
	 */
	void emailVerified(AccountId id, Instant at);

	/**
	 * The password was set.
	 * @param id whose
	 * @param at when
	 */
	void passwordChanged(AccountId id, Instant at);

	/**
	 * What the owner may choose.
	 * @param id whose
	 * @param locale language tag, or {@code null}
	 * @param timeZone name of a time zone, or {@code null}
	 * @param extra the host's own fields, by name
	 */
	void savePreferences(AccountId id, @Nullable String locale, @Nullable String timeZone, Map<String, String> extra);

	/**
	 * Forgets everything.
	 * @param id whose
	 */
	void remove(AccountId id);

}
