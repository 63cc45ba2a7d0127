package io.github.jwtauth.boot.jpa.account;

import java.util.Optional;

import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.Username;

/**
 * What somebody typed to log in: an address or a username, never both, because a username
 * has no {@code @}.
 *
 * @param column where to look
 * @param canonical what to look for
 */
record AccountIdentifier(String column, String canonical) {

	/** Empty when no account can have it. */
	static Optional<AccountIdentifier> of(String identifier, CanonicalEmail canonical) {
		return EmailAddress.parse(identifier)
			.map((email) -> new AccountIdentifier("email_canonical", canonical.of(email)))
			.or(() -> Username.parse(identifier)
				.map((username) -> new AccountIdentifier("username_canonical", username.canonical())));
	}

	/** Personal data stays out of logs. */
	@Override
	public String toString() {
		return "AccountIdentifier[column=" + this.column + "]";
	}

}
