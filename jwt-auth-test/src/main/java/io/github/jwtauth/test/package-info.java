/**
 * What an application with jwt-auth tests itself with: callers, logins over HTTP,
 * captured mail, a clock that moves.
 */
@NullMarked
package io.github.jwtauth.test;

import org.jspecify.annotations.NullMarked;
