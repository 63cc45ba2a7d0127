package io.github.jwtauth.boot.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Requests that rely on a cookie.
 *
 * @param requireOrigin Whether such a request must carry 'Origin' or 'Sec-Fetch-Site';
 * clients that are not browsers then need to set one.
 * @param token Whether such a request must also carry the token of the csrf endpoint in
 * the header 'X-CSRF-Token'.
 */
@ConfigurationProperties("jwtauth.csrf")
record CsrfProperties(@DefaultValue("false") boolean requireOrigin, @DefaultValue("false") boolean token) {

}
