/**
 * Login sessions, which are the whitelist of refresh tokens: opened, rotated, listed and
 * ended here.
 */
@NullMarked
package io.github.jwtauth.session;

import org.jspecify.annotations.NullMarked;
