package io.github.jwtauth.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.github.jwtauth.AccountId;

/**
 * Which account an identity of a provider belongs to. An account may have many
 * identities, an identity one account. Implementations are safe for use by many threads
 * and join the running transaction; a host that keeps links elsewhere proves its store
 * with {@code ExternalIdentityStoreContract} of the test-jar.
 */
public interface ExternalIdentityStore {

	/**
	 * Whose identity it is.
	 * @param identity what the provider says
	 * @return the account, or empty when the identity is not linked
	 */
	Optional<AccountId> findAccount(ExternalIdentityKey identity);

	/**
	 * Links an identity unless it is linked already, to whichever account. One statement
	 * decides; of many concurrent callers exactly one wins.
	 * @param identity what the provider says
	 * @param accountId whose it is from now on
	 * @param at the time of the link
	 * @return whether this call linked it
	 */
	boolean linkIfAbsent(ExternalIdentityKey identity, AccountId accountId, Instant at);

	/**
	 * Takes a link away.
	 * @param identity what the provider says
	 * @param accountId whose it must be
	 * @return whether this call took it away
	 */
	boolean unlink(ExternalIdentityKey identity, AccountId accountId);

	/**
	 * Takes all links of an account away.
	 * @param accountId whose
	 * @return how many this call took away
	 */
	int unlinkAll(AccountId accountId);

	/**
	 * Who is linked to an account, for its owner to see.
	 * @param accountId whose
	 * @return in the order of the links
	 */
	List<ExternalIdentityKey> findAll(AccountId accountId);

}
