/**
 * The built-in table of accounts; a host with its own users leaves it off.
 */
@NullMarked
package io.github.jwtauth.boot.jpa.account;

import org.jspecify.annotations.NullMarked;
