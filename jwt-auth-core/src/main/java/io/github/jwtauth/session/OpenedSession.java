package io.github.jwtauth.session;

import io.github.jwtauth.Secret;

/**
 * A session together with the refresh token that its holder is about to get.
 *
 * @param session the session
 * @param refreshToken shown once
 */
public record OpenedSession(LoginSession session, Secret refreshToken) {

}
