/**
 * Login with an identity provider: from Spring Security's {@code oauth2Login()} to an
 * exchange token.
 */
@NullMarked
package io.github.jwtauth.boot.external;

import org.jspecify.annotations.NullMarked;
