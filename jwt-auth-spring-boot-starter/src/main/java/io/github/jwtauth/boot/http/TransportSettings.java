package io.github.jwtauth.boot.http;

/**
 * How tokens travel.
 *
 * @param refreshTokenAsCookie whether the refresh token moves in a cookie instead of the
 * body
 * @param accessTokenAsCookie whether the access token moves in a cookie as well
 * @param overrideAllowed whether a request that opens a session may ask for body
 * transport by {@code X-Token-Transport: body}
 */
public record TransportSettings(boolean refreshTokenAsCookie, boolean accessTokenAsCookie, boolean overrideAllowed) {

}
