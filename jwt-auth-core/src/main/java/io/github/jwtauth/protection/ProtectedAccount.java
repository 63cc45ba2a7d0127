package io.github.jwtauth.protection;

import java.util.List;
import java.util.Objects;

import java.util.stream.Stream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.KnownAccount;

/**
 * An account with everything that its owner types to log in.
 *
 * @param id what tokens call it
 * @param identifiers in the form of {@link AccountStore#canonicalIdentifier}, the most
 * likely first; at least one
 */
public record ProtectedAccount(AccountId id, List<String> identifiers) {

	public ProtectedAccount {
		Objects.requireNonNull(id, "id");
		identifiers = List.copyOf(identifiers);
		if (identifiers.isEmpty()) {
			throw new IllegalArgumentException("an account has at least its key");
		}
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
					.distinct()
					.toList());
	}

	/** What somebody types is personal data. */
	@Override
	public String toString() {
		return "ProtectedAccount[id=" + this.id + "]";
	}

}
