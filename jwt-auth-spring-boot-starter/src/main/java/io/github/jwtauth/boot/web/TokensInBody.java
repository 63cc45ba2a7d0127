package io.github.jwtauth.boot.web;

import io.github.jwtauth.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What is left for the JSON body when the rest travels in cookies. A token is never in
 * both (requirement R-79).
 *
 * @param accessToken the access token, or {@code null} when a cookie carries it
 * @param refreshToken the refresh token, or {@code null} when a cookie carries it
 */
public record TokensInBody(@Nullable Secret accessToken, @Nullable Secret refreshToken) {

}
