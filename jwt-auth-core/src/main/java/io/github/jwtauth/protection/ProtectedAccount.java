package io.github.jwtauth.protection;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.KnownAccount;

/**
 * An account with everything that its owner types to log in.
 *
 * @param id what tokens call it
 * @param identifiers in the form of {@link AccountStore#canonicalIdentifier}
 */
public record ProtectedAccount(AccountId id, Set<String> identifiers) {

	public ProtectedAccount {
		Objects.requireNonNull(id, "id");
		identifiers = Set.copyOf(identifiers);
	}

	/**
	 * An account as it is known.
	 * @param known the account
	 * @param accounts spells what its owner types
	 * @return its address, its username and its key
	 */
	public static ProtectedAccount of(KnownAccount known, AccountStore accounts) {
		Account account = known.account();
		String email = (account.email() != null) ? account.email().value() : null;
		return new ProtectedAccount(known.id(),
				Stream.of(email, account.username(), account.key())
					.filter(Objects::nonNull)
					.map(accounts::canonicalIdentifier)
					.collect(Collectors.toUnmodifiableSet()));
	}

	/** What somebody types is personal data. */
	@Override
	public String toString() {
		return "ProtectedAccount[id=" + this.id + "]";
	}

}
