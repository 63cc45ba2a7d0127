package io.github.jwtauth.login;

import java.util.Objects;

import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.ExternalIdentityKey;

/**
 * An identity of a provider that is to be linked to an existing account because both have
 * the same proven address. It becomes a link in the transaction that opens the session
 * and not before: behind every gate that a session has, a second factor included
 * (requirement R-66).
 *
 * @param identity what the provider says
 * @param email the address that the provider vouches for
 */
public record PendingLink(ExternalIdentityKey identity, EmailAddress email) {

	public PendingLink {
		Objects.requireNonNull(identity, "identity");
		Objects.requireNonNull(email, "email");
	}

	/**
	 * Whether an account has this address and its owner has proven it.
	 * @param account the account as it is now
	 * @return whether the identity may be linked to it
	 */
	public boolean fits(Account account) {
		return account.emailVerified() && this.email.equals(account.email());
	}

	/** Personal data. */
	@Override
	public String toString() {
		return "PendingLink[" + this.identity + "]";
	}

}
