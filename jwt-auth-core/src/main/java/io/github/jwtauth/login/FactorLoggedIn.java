package io.github.jwtauth.login;

import java.util.Optional;

import io.github.jwtauth.Secret;
import io.github.jwtauth.session.TokenPair;

/**
 * What a challenge became.
 *
 * @param tokens both tokens of the new session
 * @param deviceToken where the device is remembered, what it is recognised by from now
 * on, instead of any other
 * @param firstLogin whether the account came to be with this login
 */
public record FactorLoggedIn(TokenPair tokens, Optional<Secret> deviceToken, boolean firstLogin) {
}
