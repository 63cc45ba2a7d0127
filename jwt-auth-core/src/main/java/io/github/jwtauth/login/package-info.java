/**
 * The walks to and from a session: log in, refresh, log out, and what a host tells when
 * it changed an account itself.
 */
@NullMarked
package io.github.jwtauth.login;

import org.jspecify.annotations.NullMarked;
