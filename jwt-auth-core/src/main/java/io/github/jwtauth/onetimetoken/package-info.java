/**
 * Tokens that are good for one thing, once, for a short while.
 */
@NullMarked
package io.github.jwtauth.onetimetoken;

import org.jspecify.annotations.NullMarked;
