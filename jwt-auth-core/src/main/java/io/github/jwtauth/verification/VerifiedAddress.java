package io.github.jwtauth.verification;

import java.util.Objects;

import io.github.jwtauth.account.KnownAccount;

/**
 * Somebody has proven an address.
 *
 * @param account whose, as it is after the proof
 * @param exchange whether the proof came from the browser that registered, and is to
 * become a session there (decision 10)
 */
public record VerifiedAddress(KnownAccount account, boolean exchange) {

	public VerifiedAddress {
		Objects.requireNonNull(account, "account");
	}

}
