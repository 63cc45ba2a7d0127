package io.github.jwtauth.account;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

import io.github.jwtauth.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Where accounts live. The built-in store keeps them in {@code jwtauth_account}; a host
 * with its own users implements this interface over its own table
 * ({@code jwtauth.accounts=store}). Implementations are called by many threads, on hot
 * paths outside of any transaction, and must answer from committed data.
 */
public interface AccountStore {

	/**
	 * Finds an account by what its owner types to log in.
	 * @param identifier an address, a username or whatever the host accepts; at most 254
	 * characters without control characters
	 * @return the account, or empty
	 */
	Optional<Account> findByIdentifier(String identifier);

	/**
	 * Finds an account by the host's own key. Asked at every refresh.
	 * @param key {@link Account#key()}
	 * @return the account as it is now, or empty when it was deleted
	 */
	Optional<Account> findByKey(String key);

	/**
	 * The form in which everything that finds one account is one text, so that guesses at
	 * it share one budget however they are spelled (requirement R-26). Asked for texts
	 * that find nobody, too. Override it where {@link #findByIdentifier} folds more than
	 * case, space and compatibility forms.
	 * @param identifier as for {@link #findByIdentifier}
	 * @return another spelling of it, never shown to anybody
	 */
	default String canonicalIdentifier(String identifier) {
		return Normalizer.normalize(identifier, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
	}

	/**
	 * Inserts an account unless its key, canonical address or canonical username is
	 * taken. One statement decides; of two concurrent callers exactly one wins.
	 * @param account what to insert
	 * @return whether it was inserted
	 * @throws UnsupportedOperationException when accounts are made elsewhere
	 */
	boolean insertIfAbsent(Account account);

	/**
	 * Replaces a password hash, provided that it is still the expected one: an upgrade of
	 * the algorithm must never undo a concurrent change of the password.
	 * @param key {@link Account#key()}
	 * @param expected the hash that was read
	 * @param replacement the hash to store
	 * @return whether it was replaced
	 */
	boolean replacePasswordHash(String key, Secret expected, Secret replacement);

	/**
	 * Sets a password hash, whatever there was.
	 * @param key {@link Account#key()}
	 * @param hash the hash to store
	 * @return whether there is such an account
	 * @throws UnsupportedOperationException when passwords are set elsewhere
	 */
	default boolean setPasswordHash(String key, Secret hash) {
		throw new UnsupportedOperationException("passwords are set elsewhere");
	}

	/**
	 * Marks an address as proven, provided that it is still the account's.
	 * @param key {@link Account#key()}
	 * @param expected the address that was proven
	 * @return whether it is the account's; also when it was proven already
	 * @throws UnsupportedOperationException when addresses are verified elsewhere
	 */
	default boolean verifyEmail(String key, EmailAddress expected) {
		throw new UnsupportedOperationException("addresses are verified elsewhere");
	}

	/**
	 * Replaces an address, provided that the present one is still the expected one and
	 * nobody has the new one. One statement decides; of two concurrent callers that want
	 * one address exactly one gets it (invariant I-12).
	 * @param key {@link Account#key()}
	 * @param expected the address that was read, or {@code null} when there was none
	 * @param replacement the address to store
	 * @param verified whether its owner has proven it
	 * @return whether it was replaced
	 * @throws UnsupportedOperationException when addresses are changed elsewhere
	 */
	default boolean changeEmail(String key, @Nullable EmailAddress expected, EmailAddress replacement,
			boolean verified) {
		throw new UnsupportedOperationException("addresses are changed elsewhere");
	}

	/**
	 * Replaces an account that somebody made with this address and never proved
	 * (requirement R-76): from now on there is the new account, with its own key, and
	 * nothing of the old one. The statement takes the row's lock, so that of many
	 * concurrent callers each replaces the one before.
	 * @param account has an address, which is not proven
	 * @return the key of the account that is gone, or empty when nobody has the address,
	 * or somebody who has proven it, or somebody else has the username or the key
	 * @throws UnsupportedOperationException when accounts are made elsewhere
	 */
	default Optional<String> replaceUnverified(Account account) {
		throw new UnsupportedOperationException("accounts are made elsewhere");
	}

	/**
	 * Replaces names, unless somebody else has the username. One statement decides.
	 * @param key {@link Account#key()}
	 * @param username the username, or {@code null} for none
	 * @param firstName first name, or {@code null}
	 * @param lastName last name, or {@code null}
	 * @return whether they were replaced
	 * @throws UnsupportedOperationException when accounts are changed elsewhere
	 */
	default boolean updateNames(String key, @Nullable String username, @Nullable String firstName,
			@Nullable String lastName) {
		throw new UnsupportedOperationException("accounts are changed elsewhere");
	}

	/**
	 * Opens or closes an account.
	 * @param key {@link Account#key()}
	 * @param status the state from now on
	 * @return whether there is such an account
	 * @throws UnsupportedOperationException when accounts are closed elsewhere
	 */
	default boolean setStatus(String key, AccountStatus status) {
		throw new UnsupportedOperationException("accounts are closed elsewhere");
	}

	/**
	 * Replaces the roles of an account.
	 * @param key {@link Account#key()}
	 * @param roles all that it has from now on, without prefix
	 * @return whether there is such an account
	 * @throws UnsupportedOperationException when roles are given elsewhere
	 */
	default boolean setRoles(String key, Collection<String> roles) {
		throw new UnsupportedOperationException("roles are given elsewhere");
	}

	/**
	 * Deletes an account. What the host has of its owner elsewhere is for the host to
	 * delete, see {@code PersonalDataContributor}.
	 * @param key {@link Account#key()}
	 * @return whether this call deleted it
	 * @throws UnsupportedOperationException when accounts are deleted elsewhere
	 */
	default boolean delete(String key) {
		throw new UnsupportedOperationException("accounts are deleted elsewhere");
	}

}
