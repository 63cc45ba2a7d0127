/**
 * Signing, verifying and publishing: the adapter from core's access tokens to Nimbus and
 * Spring Security.
 */
@NullMarked
package io.github.jwtauth.boot.jose;

import org.jspecify.annotations.NullMarked;
