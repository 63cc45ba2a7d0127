package io.github.jwtauth.boot.external;

import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * What a chain needs for logins with a provider. One bean of an own type instead of
 * handlers that Spring Security, or a host, might find by theirs.
 *
 * @param returnUrls where browsers may be sent
 * @param success what happens after a login
 * @param failure what happens instead
 */
record ExternalLoginParts(ReturnUrls returnUrls, AuthenticationSuccessHandler success,
		AuthenticationFailureHandler failure) {

}
