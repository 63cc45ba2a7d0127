package io.github.jwtauth.account;

import java.util.Objects;

import io.github.jwtauth.AccountId;

/**
 * An account together with its subject.
 *
 * @param subject what sessions hang on
 * @param account what the host knows
 */
public record KnownAccount(Subject subject, Account account) {

	public KnownAccount {
		Objects.requireNonNull(subject, "subject");
		Objects.requireNonNull(account, "account");
	}

	/**
	 * What tokens call it.
	 * @return the subject's id
	 */
	public AccountId id() {
		return this.subject.id();
	}

}
