package io.github.jwtauth.boot.http;

/**
 * Whether requests that rely on a cookie must also carry a token against forgery.
 *
 * @param tokenRequired {@code jwtauth.csrf.token}
 */
public record CsrfSettings(boolean tokenRequired) {

}
