package io.github.jwtauth.login;

import io.github.jwtauth.session.TokenPair;

/**
 * What an exchange token became.
 *
 * @param tokens both tokens of the new session
 * @param firstLogin whether the account came to be with this login
 */
public record ExchangedSession(TokenPair tokens, boolean firstLogin) {

}
