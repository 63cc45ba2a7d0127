package io.github.jwtauth.boot.http;

/**
 * What requests that rely on a cookie must carry besides coming from this site.
 *
 * @param tokenRequired {@code jwtauth.csrf.token}
 * @param originRequired {@code jwtauth.csrf.require-origin}
 */
public record CsrfSettings(boolean tokenRequired, boolean originRequired) {

}
