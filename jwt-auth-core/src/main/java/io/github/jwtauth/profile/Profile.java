package io.github.jwtauth.profile;

import java.util.List;
import java.util.Objects;

import io.github.jwtauth.account.AccountDetails;
import io.github.jwtauth.account.ExternalIdentityKey;
import io.github.jwtauth.account.KnownAccount;

/**
 * An account as its owner sees it.
 *
 * @param account the account
 * @param details what is kept beside it
 * @param identities who of which provider is linked to it, in the order of the links
 */
public record Profile(KnownAccount account, AccountDetails details, List<ExternalIdentityKey> identities) {

	public Profile {
		Objects.requireNonNull(account, "account");
		Objects.requireNonNull(details, "details");
		identities = List.copyOf(identities);
	}

	/** Personal data. */
	@Override
	public String toString() {
		return "Profile[id=" + this.account.id() + "]";
	}

}
