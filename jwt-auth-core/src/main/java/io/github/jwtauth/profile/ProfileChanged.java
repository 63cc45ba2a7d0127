package io.github.jwtauth.profile;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEvent;

/**
 * An owner has changed names or preferences. What they are now is not told here.
 *
 * @param at when
 * @param accountId whose
 */
public record ProfileChanged(Instant at, AccountId accountId) implements AuthEvent {

	public ProfileChanged {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
	}

}
