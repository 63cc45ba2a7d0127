package io.github.jwtauth.account;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEvent;

/**
 * From now on a provider's identity opens an account.
 *
 * @param at when
 * @param accountId whose
 * @param provider which provider
 */
public record ExternalIdentityLinked(Instant at, AccountId accountId, String provider) implements AuthEvent {

}
