package io.github.jwtauth.boot.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method, or every method of the type, is called only while the session of the
 * caller's access token is live: one indexed query, here and nowhere else, whatever
 * {@code jwtauth.access-token.session-check} says. A session that has ended is answered
 * as a token that is not good, {@code 401 invalid_token}; a store that cannot be asked
 * with {@code 503}, where the chain is one with {@code jwtAuth()}. Works on any bean and
 * needs no {@code @EnableMethodSecurity}. Whoever was not authenticated by a token of
 * this library is denied.
 *
 * @see LiveSession#liveSession()
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface RequireLiveSession {

}
