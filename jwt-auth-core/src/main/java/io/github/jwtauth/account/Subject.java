package io.github.jwtauth.account;

import java.util.Objects;

import io.github.jwtauth.AccountId;

/**
 * The row that sessions hang on, whatever the host's accounts look like (decision 17).
 *
 * @param id random and stable, the {@code sub} of tokens
 * @param accountKey {@link Account#key()} of the host's account
 * @param credentialVersion grows with every change of a credential; a login that was
 * started under an older one is void
 */
public record Subject(AccountId id, String accountKey, long credentialVersion) {

	public Subject {
		Objects.requireNonNull(id, "id");
		Objects.requireNonNull(accountKey, "accountKey");
	}

}
