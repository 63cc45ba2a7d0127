package io.github.jwtauth.account;

import java.util.Optional;

import io.github.jwtauth.AccountId;

/**
 * Finds accounts together with their subjects. A store that keeps both in one database
 * answers with one statement; every other gets {@link #over}.
 */
public interface AccountLookup {

	/**
	 * Finds an account by what its owner types to log in.
	 * @param identifier see {@link AccountStore#findByIdentifier}
	 * @return the account, or empty
	 */
	Optional<KnownAccount> byIdentifier(String identifier);

	/**
	 * Finds an account by what tokens call it.
	 * @param id {@code sub}
	 * @return the account as it is now, or empty when it was deleted
	 */
	Optional<KnownAccount> byId(AccountId id);

	/**
	 * Asks the two stores one after the other.
	 * @param accounts the host's accounts
	 * @param subjects the subjects
	 * @return the lookup
	 */
	static AccountLookup over(AccountStore accounts, SubjectStore subjects) {
		return new AccountLookup() {

			@Override
			public Optional<KnownAccount> byIdentifier(String identifier) {
				return accounts.findByIdentifier(identifier)
					.map((account) -> new KnownAccount(subjects.subjectOf(account.key()), account));
			}

			@Override
			public Optional<KnownAccount> byId(AccountId id) {
				return subjects.find(id)
					.flatMap((subject) -> accounts.findByKey(subject.accountKey())
						.map((account) -> new KnownAccount(subject, account)));
			}

		};
	}

}
