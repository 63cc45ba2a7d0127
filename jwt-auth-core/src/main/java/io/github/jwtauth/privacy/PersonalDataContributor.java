package io.github.jwtauth.privacy;

import java.util.Map;

import io.github.jwtauth.AccountId;

/**
 * What an application knows of a person beyond this library. Each bean of this type has a
 * part of every export, and its say when an account is deleted. Called by many threads.
 */
public interface PersonalDataContributor {

	/**
	 * The name of the part in an export.
	 * @return {@code snake_case}, the same each time, and no other contributor's
	 */
	String name();

	/**
	 * Everything that is known of a person, and nothing of anybody else. Called without a
	 * transaction, after the owner has proven who they are. No secrets and no hashes; a
	 * failure refuses the whole export.
	 * @param id what tokens call the account
	 * @param accountKey the application's own key of the account
	 * @return texts, numbers, booleans, times of {@code java.time}, and lists and maps of
	 * these
	 */
	Map<String, Object> export(AccountId id, String accountKey);

	/**
	 * Forgets the person. Called in the transaction that deletes the account, before the
	 * account itself goes, so that rows which refer to it can go first. What is outside
	 * of that database is to be removed after the commit, see {@link AccountDeleted}. A
	 * failure keeps the account. Called again when the transaction is tried again.
	 * @param id what tokens call the account
	 * @param accountKey the application's own key of the account
	 */
	void erase(AccountId id, String accountKey);

}
