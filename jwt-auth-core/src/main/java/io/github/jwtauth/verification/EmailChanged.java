package io.github.jwtauth.verification;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEvent;

/**
 * An account has another address, which its owner has proven.
 *
 * @param at when
 * @param accountId whose
 */
public record EmailChanged(Instant at, AccountId accountId) implements AuthEvent {

	public EmailChanged {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
	}

}
