/**
 * A small host of jwt-auth: protected endpoints of its own, and accounts to try them
 * with.
 */
@NullMarked
package io.github.jwtauth.sample;

import org.jspecify.annotations.NullMarked;
