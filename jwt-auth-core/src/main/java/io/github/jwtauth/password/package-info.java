/**
 * Passwords: reading them, comparing them, encoding them.
 */
@NullMarked
package io.github.jwtauth.password;

import org.jspecify.annotations.NullMarked;
