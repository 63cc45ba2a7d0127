package io.github.jwtauth.boot.http;

/**
 * Says that logins are announced to Spring Security's listeners already, by the
 * authentication manager of the host. A listener that counts failures must not hear of
 * each one twice.
 */
public record LoginsAnnounced() {

}
