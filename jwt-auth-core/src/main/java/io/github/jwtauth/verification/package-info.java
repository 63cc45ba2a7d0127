/**
 * Proof that somebody reads the mail of an address.
 */
@NullMarked
package io.github.jwtauth.verification;

import org.jspecify.annotations.NullMarked;
