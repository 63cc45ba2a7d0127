package io.github.jwtauth.registration;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEvent;

/**
 * An account came to be.
 *
 * @param at when
 * @param accountId which
 * @param way how
 */
public record AccountRegistered(Instant at, AccountId accountId, RegistrationWay way) implements AuthEvent {

}
