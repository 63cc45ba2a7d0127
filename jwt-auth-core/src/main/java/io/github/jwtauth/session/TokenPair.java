package io.github.jwtauth.session;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.token.AccessToken;

/**
 * What a login or a refresh hands out.
 *
 * @param accessToken the access token
 * @param refreshToken the refresh token
 * @param session the session that both belong to
 * @param account whose
 */
public record TokenPair(AccessToken accessToken, Secret refreshToken, LoginSession session, KnownAccount account) {

}
