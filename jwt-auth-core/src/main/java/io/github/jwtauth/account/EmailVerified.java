package io.github.jwtauth.account;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEvent;

/**
 * An owner has proven an address.
 *
 * @param at when
 * @param accountId whose
 */
public record EmailVerified(Instant at, AccountId accountId) implements AuthEvent {

	public EmailVerified {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
	}

}
